// source/language.cc: CLD2 behind a C call; no exception leaves this file.
#include "source/language_detect.h"

#include <cstdio> // the next header needs it

#include <cld2/public/compact_lang_det.h>

#include <cstring>

extern "C" int language_detect(const char *text, size_t length, char out[LANGUAGE_SIZE]) {
    out[0] = 0;
    try {
        CLD2::Language three[3];
        int percent[3], bytes = 0;
        bool sure = false;
        CLD2::DetectLanguageSummary(text, static_cast<int>(length), true, three, percent, &bytes,
                                    &sure);
        if (!sure || three[0] == CLD2::UNKNOWN_LANGUAGE) return bytes;
        strncpy(out, CLD2::LanguageCode(three[0]), LANGUAGE_SIZE - 1);
        out[LANGUAGE_SIZE - 1] = 0;
        return bytes;
    } catch (...) {
        out[0] = 0;
        return 0;
    }
}
