/* record/places_outlet.c: */
#include "record/places.h"
