/* What scripts add to pages that work without them. Each part looks for its own piece of the page
 * and does nothing where that is not there. */
import { search } from "./search";
import { links } from "./links";
import { map } from "./map";
import { reading } from "./reading";
import { watches } from "./watches";
import { keys } from "./keys";
import { fresh } from "./fresh";

search();
links();
map();
reading();
watches();
keys();
fresh();
