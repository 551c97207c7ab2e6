/* source/feed_link.h: the feed that a page names (<link rel="alternate" type=...>), as readers of
 * feeds look for it. */
#ifndef SOURCE_FEED_LINK_H
#define SOURCE_FEED_LINK_H

#include "base/arena.h"

/* Its whole address, or none. Any bytes may be given; base is the page's own. Memory: from a. */
str feed_link(arena *a, str page, str base);

#endif
