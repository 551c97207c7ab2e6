/* api/cameo.h: CAMEO codes of PLOVER types and modes, for those who have CAMEO series. */
#ifndef API_CAMEO_H
#define API_CAMEO_H

#include "base/str.h"

/* "0841", "173", "040": the code of CAMEO 1.1b3; none where the type is none. A mode that no code
 * stands for has the code of its type. */
str cameo_code(str type, str mode);

/* 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, as
 * PLOVER has its type; 0 for none. */
int plover_quad(str type);
const char *plover_quad_name(int quad); /* "VERBAL COOPERATION" */

/* The same of CAMEO's root, "01" to "20", as GDELT has it. */
int cameo_quad(str code);

#endif
