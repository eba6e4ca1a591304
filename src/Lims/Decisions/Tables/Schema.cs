namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>The tables and their columns.</summary>
static class Schema
{
    /// <summary>The folder of the tables inside the knowledge.</summary>
    public const string Area = "clinical";

    public const string Facts = "facts", Texts = "texts", Sources = "sources", Assays = "assays", Intervals = "intervals",
        Limits = "decision-limits", States = "states", Interference = "interference", Types = "types", Join = "join",
        Overall = "join-overall", Options = "options", Cautions = "cautions", Classes = "drug-classes",
        Conflicts = "conflicts", Pregnancy = "pregnancy", Relatives = "relatives", Scores = "scores",
        Items = "score-items", Bands = "score-bands", Critical = "critical-values", Storage = "storage",
        Genes = "case-genes", CaseLimits = "case-limits", Complements = "case-complements", Derived = "case-facts",
        CaseStates = "case-states", Defaults = "case-defaults", Headlines = "headlines", CaseDays = "case-days",
        Controls = "control-rules", Picture = "picture", PictureSections = "picture-sections", FactValues = "fact-values";

    /// <summary>The columns of each table.</summary>
    public static IReadOnlyDictionary<string, string[]> Columns { get; } = new Dictionary<string, string>
    {
        [Facts] = "id type unit allowed max_age_days unknown text_key",
        [Texts] = "key en zh",
        [Sources] = "id citation where_read read_depth",
        [Assays] = "id analyte method text_key unit alt_units loinc loinc_confidence abnormal role source confidence",
        [Intervals] = "id set analyte method unit sex age_from_days age_to_days age_label pregnancy valid_from valid_to low high "
            + "use note source confidence",
        [Limits] = "id analyte method sex class from below note source confidence",
        [States] = "id text_key clean_after_days counted_from source confidence",
        [Interference] = "id state analyte method effect direction blocks washout_days serves_now normal_leaves_open "
            + "source confidence",
        [Types] = "order id analyte role when text_key note source confidence",
        [Join] = "order id when conclusion certainty defect text_key source confidence",
        [Overall] = "id when conclusion text_key source confidence",
        [Options] = "order id kind when if_unknown stop exclude restrict offer duration text_key cautions source grade "
            + "confidence",
        [Cautions] = "id text_key source confidence",
        [Classes] = "id parent anticoagulant text_key",
        [Conflicts] = "id topic_key a_key a_source b_key b_source rows source confidence",
        [Pregnancy] = "id defect personal_vte family_vte when antepartum postpartum defect_text_key source grade confidence",
        [Relatives] = "id topic when text_key source grade confidence",
        [Scores] = "id text_key scope source confidence",
        [Items] = "score id points group sex computed_from text_key seed_wording ocr_doubt source confidence",
        [Bands] = "score set id from to text_key rate source confidence",
        [Critical] = "id when notify minutes text_key note source confidence",
        [Storage] = "id material measure limit action text_key source confidence",
        [Controls] = "id kind count beyond within action text_key source confidence",
        [Genes] = "id gene analyte defect_fact phase_fact source confidence",
        [CaseLimits] = "id value unit note source confidence",
        [Complements] = "id analyte assays source confidence",
        [Derived] = "fact from of",
        [CaseStates] = "id state when genotype source confidence",
        [Defaults] = "id fact value when unless_states source confidence",
        [CaseDays] = "counted_from fact when",
        [Headlines] = "order conclusion when text_key names_open",
        [Picture] = "section fact entry when en zh",
        [PictureSections] = "id en zh",
        [FactValues] = "fact value en zh",
    }.ToDictionary(table => table.Key, table => table.Value.Split(' '));

    /// <summary>
    /// Tables whose ids are a list of their own. The ids of all others are unique across them, because conflicts name rows
    /// by their id alone.
    /// </summary>
    public static IReadOnlySet<string> OwnIds { get; } =
        new HashSet<string> { Texts, Facts, Sources, Classes, States, Scores, Assays, PictureSections };

    /// <summary>Tables without a clinical claim: their rows have no source.</summary>
    public static IReadOnlySet<string> WithoutClaim { get; } = new HashSet<string>
    {
        Texts, Facts, Sources, Classes, Derived, CaseDays, Headlines, Picture, PictureSections, FactValues,
    };
}
