/* serve/view_read.c: a box to paste a report into, and its record: nothing is kept. The text goes
 * to what answers POST /api/v1/read, and what comes back is shown as a report of the ledger is. */
#include "serve/facts.h"
#include "serve/pages.h"
#include "serve/server.h"

typedef struct form {
    parameter_list fields;
    bool sound;
} form;

/* "text=It+rained.&title=Rain" */
static form form_of(request *r) {
    form f = { .sound = true };
    for (size_t from = 0; f.sound && from < r->body.length;) {
        size_t end = str_find(r->body, STR("&"), from);
        str one = str_cut(r->body, from, end);
        size_t sign = str_find(one, STR("="), 0);
        parameter p;
        from = end + 1;
        f.sound = f.fields.count < PARAMETERS_MOST
            && request_decode(r->a, str_cut(one, 0, sign), true, &p.name)
            && request_decode(r->a, str_cut(one, sign + 1, one.length), true, &p.value);
        if (f.sound) *LIST_ADD(r->a, &f.fields) = p;
    }
    return f;
}

static str field_of(const form *f, const char *name) {
    for (size_t i = 0; i < f->fields.count; i++)
        if (str_is(f->fields.at[i].name, name)) return f->fields.at[i].value;
    return STR_NONE;
}

/* ---- the form ---- */

static void show_field(view *v, const form *f, const char *name, const char *words) {
    FILL(&v->out, "<label>{} <input name=\"{}\" value=\"{}\"></label>", str_of(words),
         str_of(name), field_of(f, name));
}

static void show_form(view *v, const form *f) {
    FILL(&v->out, "<header class=\"head\"><h1>Read a report</h1><p class=\"about\">Paste its text: "
                  "who said what, what happened and what comes next is marked in it. Nothing is "
                  "kept.</p></header>\n"
                  "<form id=\"read\" class=\"paste\" method=\"post\" action=\"/read\">"
                  "<label class=\"unseen\" for=\"text\">Text of the report</label>"
                  "<textarea id=\"text\" name=\"text\" required placeholder=\"The mayor said on "
                  "Friday that …\">{}</textarea><div class=\"filters\">", field_of(f, "text"));
    show_field(v, f, "title", "Title");
    show_field(v, f, "site", "Outlet");
    show_field(v, f, "published", "Published");
    if (!v->request->server->loopback)
        markup_add(&v->out, "<label>Token <input type=\"password\" data-token"
                            " autocomplete=\"off\"></label>");
    markup_add(&v->out, "<button>Read</button></div></form>\n");
}

/* ---- the record ---- */

static void read_into(request *r, const form *f, answer *inner) {
    static const char *const passed[] = { "title", "site", "published" };
    request asked = *r;
    asked.headers = (parameter_list){ 0 };
    asked.query = (parameter_list){ 0 };
    asked.body = field_of(f, "text");
    *LIST_ADD(r->a, &asked.headers) = (parameter){ STR("Content-Type"), STR("text/plain") };
    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++) {
        parameter p = { str_of(passed[i]), field_of(f, passed[i]) };
        if (p.value.length) *LIST_ADD(r->a, &asked.query) = p;
    }
    *inner = (answer){ .a = r->a, .status = 200 };
    reading_read(&asked, inner);
}

static void show_result(view *v, answer *inner) {
    const parsed *record = parsed_read(v->a, buffer_str(&inner->body));
    v->answer->status = inner->status;
    v->answer->cache = "no-store";
    if (inner->status == 200 && record)
        show_record(v, record);
    else
        FILL(&v->out, "<p class=\"none\" role=\"alert\">It could not be read: {}</p>",
             parsed_words(record, "detail"));
}

static void show_page(request *r, answer *w, const form *f, answer *inner) {
    view v = view_of(r, w);
    page_open(&v, STR("Read a report"), "/read");
    show_form(&v, f);
    markup_add(&v.out, "<section id=\"result\" aria-live=\"polite\">\n");
    if (inner) show_result(&v, inner);
    markup_add(&v.out, "</section>\n");
    page_close(&v);
}

void page_read_form(request *r, answer *w) {
    show_page(r, w, &(form){ .sound = true }, NULL);
}

void page_read_text(request *r, answer *w) {
    answer inner;
    form f = form_of(r);
    if (!f.sound) {
        view v = view_of(r, w);
        page_of_error(&v, 400, STR("The form is not as this page sends it."));
        return;
    }
    read_into(r, &f, &inner);
    show_page(r, w, &f, &inner);
}
