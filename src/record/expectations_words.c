/* record/expectations_words.c: which verbs and nouns name an act or event that a diary can
 * hold, and which a state or a course of things, of which only forecasts can be made. */
#include "record/expectations.h"

bool is_event_noun(str lemma) {
    static const char nouns[] =
        "address announcement appeal appearance arraignment auction ballot briefing bout "
        "broadcast "
        "campaign ceremony championship closure comeback concert conference congress convention "
        "coronation cup debate debut decision deadline demonstration departure deployment draw "
        "election enthronement eviction event execution exercise exhibition expiry extradition "
        "fair festival fight final fixture fundraiser funeral game general gathering gala "
        "hearing "
        "inauguration inquest inquiry inspection interview investigation ipo judgment judgement "
        "kickoff launch lecture liftoff march marathon match meeting merger mission negotiation "
        "opening operation parade partial poll premiere presentation primary procession protest "
        "publication race rally referendum release reopening report resignation restart result "
        "resumption retirement return review round rollout ruling runoff run-off sale season "
        "sentencing service session ship show sitting speech start strike submission summit "
        "swearing-in talk takeover tariff test testimony tour tournament transfer trial trip "
        "unveiling "
        "update verdict visit vigil vote walkout wedding withdrawal workshop arrival eclipse "
        "census "
        "offensive attack flight drill handover offering listing hike cut payment tender";
    return word_in_list(lemma, nouns);
}

bool is_diary_act(str lemma) {
    static const char verbs[] =
        "abolish adopt announce appeal appear approve arrest arrive attend auction ban block "
        "boycott "
        "build buy call cancel challenge charge close convene cut decide declare deploy deport "
        "discharge dismiss dissolve drop elect end evict execute expel extend extradite file "
        "fine "
        "fire fly freeze go hand hold host hire impeach impose increase indict intervene "
        "introduce "
        "invade invest investigate jail join launch lay leave legislate lift meet merge move "
        "name "
        "nationalise negotiate nominate open oust outlaw overturn pass pay postpone present "
        "privatise prosecute protest publish pull quit raise ratify recall release relocate "
        "remove "
        "reopen repeal replace replay request resign restart resume retire return reveal review "
        "revoke rule run sack sanction scrap sell send sentence shut sign stage stand start step "
        "stop strike sue suspend table take "
        "testify transfer travel try unveil vacate veto visit vote "
        "walk withdraw intend halt abandon delay";
    return word_in_list(lemma, verbs);
}

bool is_state_or_process(str lemma) {
    static const char verbs[] =
        "be have remain stay know believe think feel want need like love hope mean seem appear "
        "belong contain consist depend cost matter require suffer understand see exist "
        "become affect hurt impact lead cause result prevent improve grow rise fall increase "
        "decrease worsen change continue keep find realise realize win lose survive last prove "
        "benefit deteriorate weaken strengthen look sound regret forget remember fail "
        "succeed fuel deepen slow ease prevail happen occur spread hit reach exceed hover drop "
        "climb shrink dominate determine shape define reflect encourage discourage undermine "
        "boost learn deserve recover threaten emerge evolve miss struggle haunt tell say suggest "
        "show get gain represent end_up find_out notice consider magnify bind regard disappear "
        "vanish matter hate enjoy inherit persist linger soar plunge crumble collapse";
    return word_in_list(lemma, verbs);
}

bool is_calendar_noun(str lemma) {
    static const char nouns[] =
        "address arraignment auction ballot ceremony concert conference congress convention "
        "coronation debate deadline decision demonstration election execution expiry festival "
        "final fixture fundraiser funeral game gathering hearing inauguration inquest launch "
        "march "
        "marathon match meeting negotiation opening parade poll premiere primary protest rally "
        "referendum runoff ruling sentencing session speech strike summit talk testimony "
        "tournament trial trip unveiling verdict visit vigil vote walkout wedding";
    return word_in_list(lemma, nouns);
}
