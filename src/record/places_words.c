/* record/places_words.c: short lists of words that tell what a name is. Common knowledge. */
#include "record/places.h"
#include "record/word_list.h"

bool is_place_preposition(str lemma) {
    return word_in_list(lemma, "in at near from to outside around across through throughout into "
                               "inside toward towards via over off within leave visit reach");
}

bool is_direction(str word) {
    return word_in_list(word, "north south east west northern southern eastern western central "
                              "upper lower greater inner outer downtown uptown midtown mainland "
                              "rural suburban metropolitan metro northeast northwest southeast "
                              "southwest northeastern northwestern southeastern southwestern "
                              "northernmost southernmost old the");
}

bool is_public_body(str word) {
    return word_in_list(word, "council police department sheriff county city town township village "
                              "borough parish university college school schools hospital court "
                              "courts district legislature senate house assembly commission "
                              "commissioners committee board authority chamber fire airport port "
                              "zoo library museum government ministry parliament patrol guard "
                              "state public community regional municipal metropolitan municipality "
                              "academy center centre medical high elementary middle primary "
                              "secondary cathedral diocese bureau prosecutor magistrates crown "
                              "office rescue services health hall jail prison trust nhs infirmary "
                              "centers centres departments party republican democratic "
                              "association federation fair festival alliance agency");
}

bool is_local(str word) {
    return word_in_list(word, "man men woman women couple teen teenager boy girl family mother "
                              "father resident residents native student students official "
                              "officials officer officers police firefighters deputies mayor "
                              "council councilman councilwoman alderman sheriff lawmaker "
                              "lawmakers legislature schools school hospital home house church "
                              "area store shop company firm attorney judge court jury voters "
                              "businessman driver farmer farmers doctor teacher teachers coach "
                              "neighborhood suburb suburbs newspaper airport superintendent fire "
                              "chief");
}

bool is_settlement(str word) {
    return word_in_list(word, "town city village capital suburb port township hamlet province "
                              "state county district region island municipality neighborhood "
                              "neighbourhood community metropolis republic territory area");
}

static bool is_built(str word) {
    return word_in_list(word, "street road avenue drive lane boulevard highway route interstate "
                              "parkway bridge tunnel airport station stadium arena hall house "
                              "tower "
                              "building center centre mall plaza square park garden gardens school "
                              "college university hospital church cathedral mosque temple "
                              "synagogue "
                              "prison jail court courthouse museum theatre theater library hotel "
                              "base camp dam canal port pier harbor harbour cemetery zoo palace "
                              "castle fort factory plant mill ranch farm market terminal gate "
                              "st rd ave blvd dr hwy");
}

static bool is_part_of_town(str word) {
    return word_in_list(word, "district quarter neighborhood neighbourhood heights ward suburb "
                              "estates village downtown side end");
}

static bool is_natural(str word) {
    return word_in_list(word, "river lake ocean sea bay gulf mount mountain mountains hills hill "
                              "valley desert island islands forest creek canyon falls peninsula "
                              "strait straits channel beach cape coast reef glacier volcano basin "
                              "delta range plateau swamp woods springs cove sound marsh glen");
}

place_kind kind_by_words(str first, str last) {
    if (word_in_list(last, "province region state county governorate oblast prefecture territory"))
        return PLACE_REGION;
    if (is_built(last)) return PLACE_FACILITY;
    if (is_natural(last) || word_in_list(first, "lake mount river cape gulf")) return PLACE_NATURAL;
    if (is_part_of_town(last)) return PLACE_DISTRICT;
    if (word_in_list(first, "port fort camp interstate route highway")) return PLACE_FACILITY;
    return PLACE_KINDS;
}
