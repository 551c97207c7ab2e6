/* serve/story_said.h: what was said in a story, each statement once with its wordings. */
#ifndef SERVE_STORY_SAID_H
#define SERVE_STORY_SAID_H

#include "serve/view.h"

/* `said`: the story's statements, `wordings`: the same as wordings, both in one order. */
void show_story_said(view *v, const rows *said, const rows *wordings);

#endif
