using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Lims.Decisions;

/// <summary>
/// The clinical rules in force: tables of the hospital, compiled once. Pure: the same facts give the same answers. Nothing
/// here is a prescription.
/// </summary>
public sealed class ClinicalRules
{
    readonly Dictionary<string, Words> texts;
    readonly Dictionary<string, Score> scores;
    readonly Dictionary<(string Name, string Method), AssayRow> assays = [];
    readonly Dictionary<string, StateRow> states;

    ClinicalRules(IReadOnlyList<KnowledgeFile> files, Vocabulary words, Loading rows)
    {
        (Files, Facts, texts, Sources) = (files, words.Facts, words.Texts, words.Sources);
        DrugClasses = [.. words.Classes.Values];
        (Assays, States) = (Values(rows.Assays), Values(rows.States));
        foreach (var assay in Assays) assays.TryAdd((NameOf(assay), assay.Method), assay);
        states = States.ToDictionary(state => state.Id, StringComparer.Ordinal);
        (Intervals, Limits, Interference) =
            (new(Values(rows.Intervals)), new(Values(rows.Limits)), new(Values(rows.Interference)));
        (Types, Join, Overall) = (new(Values(rows.Types)), new(Values(rows.Join)), new(Values(rows.Overall)));
        (Cautions, Conflicts) = (Values(rows.Cautions), Values(rows.Conflicts));
        Options = new(Values(rows.Options), DrugClasses, Conflicts);
        (Pregnancy, Relatives) = (new(Values(rows.Pregnancy)), new(Values(rows.Relatives)));
        (CriticalValues, Storage, Controls) = (new(Values(rows.Critical)), Values(rows.Storage), Values(rows.Controls));
        (Cases, Picture) = (new(rows.Cases), new(rows.Picture));
        scores = rows.Scores.ToDictionary(score => score.Value.Id, score => score.Value, StringComparer.Ordinal);
    }

    /// <summary>The files that it was read from, one for each table, with their versions and hashes.</summary>
    public IReadOnlyList<KnowledgeFile> Files { get; }
    /// <summary>The inputs of all rules.</summary>
    public FactDictionary Facts { get; }
    /// <summary>The sources, by id.</summary>
    public IReadOnlyDictionary<string, ClinicalSource> Sources { get; }
    /// <summary>Analytes and methods.</summary>
    public IReadOnlyList<AssayRow> Assays { get; }
    /// <summary>Reference intervals.</summary>
    public IntervalTable Intervals { get; }
    /// <summary>Classes of values.</summary>
    public DecisionLimitTable Limits { get; }
    /// <summary>States at the draw.</summary>
    public IReadOnlyList<StateRow> States { get; }
    /// <summary>What states do to assays.</summary>
    public InterferenceTable Interference { get; }
    /// <summary>Types of deficiency.</summary>
    public TypeTable Types { get; }
    /// <summary>Phenotype and genotype of one analyte: the first true row decides.</summary>
    public JoinTable Join { get; }
    /// <summary>Conclusions across genes: every true row counts.</summary>
    public RuleTable<OverallRow> Overall { get; }
    /// <summary>Gates, options and notes.</summary>
    public OptionsTable Options { get; }
    /// <summary>Sentences beside options.</summary>
    public IReadOnlyList<CautionRow> Cautions { get; }
    /// <summary>Classes of drugs and other measures.</summary>
    public IReadOnlyList<DrugClass> DrugClasses { get; }
    /// <summary>Sources that disagree.</summary>
    public IReadOnlyList<ConflictRow> Conflicts { get; }
    /// <summary>What societies say in pregnancy: every true row counts.</summary>
    public RuleTable<PregnancyRow> Pregnancy { get; }
    /// <summary>Relatives, contraception, whom to test: every true row counts.</summary>
    public RuleTable<RelativesRow> Relatives { get; }
    /// <summary>Values that somebody must hear of: every true row counts.</summary>
    public RuleTable<CriticalValueRow> CriticalValues { get; }
    /// <summary>Limits of samples.</summary>
    public IReadOnlyList<StorageRow> Storage { get; }
    /// <summary>Rules over the values of controls.</summary>
    public IReadOnlyList<ControlRule> Controls { get; }
    /// <summary>What turns a case into facts, and conclusions into a headline.</summary>
    public CaseTables Cases { get; }
    /// <summary>What people answer, and the words of the answers.</summary>
    public PictureTable Picture { get; }
    /// <summary>The scores, in the order of their table.</summary>
    public IEnumerable<Score> Scores => scores.Values;

    /// <summary>Reads the released tables of <paramref name="knowledge"/>, or of the knowledge that the product brings.</summary>
    /// <exception cref="InvalidDataException">
    /// A table is missing or wrong. The message has every fault of the pass that found some, one on a line: file, line,
    /// column, what was expected, what was found and what to do.
    /// </exception>
    public static ClinicalRules Load(KnowledgeFolder? knowledge = null)
    {
        knowledge ??= new KnowledgeFolder();
        var faults = new Faults();
        var tables = Schema.Columns.ToDictionary(table => table.Key,
            table => TableFile.Read(knowledge.Demand(Schema.Area, table.Key), table.Value, faults));
        // Each pass needs what the one before has proven.
        faults.Refuse();
        var words = new Vocabulary(tables, faults);
        faults.Refuse();
        var rows = new Loading(tables, words, faults);
        faults.Refuse();
        new Relations(rows, words.Facts, faults).Check();
        words.CheckAllUsed();
        faults.Refuse();
        return new([.. tables.Values.Select(table => table.File)], words, rows);
    }

    /// <summary>A case of which nothing is known.</summary>
    public FactSet NewFacts() => new(Facts);

    /// <summary>A score by its id.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Score Score(string id) => scores.TryGetValue(id, out var score) ? score
        : throw new ArgumentException($"Score '{id}': expected one of {string.Join(", ", scores.Keys)}.", nameof(id));

    /// <summary>The names by which an assay is asked for: analytes, and the ids of assays that share analyte and method.</summary>
    public IEnumerable<string> Analytes => Assays.Select(NameOf).Distinct();

    /// <summary>The methods of one of <see cref="Analytes"/>; none for anything else.</summary>
    public IReadOnlyList<string> MethodsOf(string analyte) =>
        [.. Assays.Where(assay => NameOf(assay) == analyte).Select(assay => assay.Method)];

    /// <summary>An assay by one of <see cref="Analytes"/> and its method; null for none.</summary>
    public AssayRow? Assay(string analyte, string method) => assays.GetValueOrDefault((analyte, method));

    /// <summary>A state by its id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public StateRow State(string id) => states[id];

    /// <summary>The name by which an assay is asked for: its analyte, or its id where another has the same analyte and method.</summary>
    public string NameOf(AssayRow assay)
    {
        ArgumentNullException.ThrowIfNull(assay);
        return Assays.Count(other => other.Analyte == assay.Analyte && other.Method == assay.Method) > 1 ? assay.Id : assay.Analyte;
    }

    /// <summary>A sentence by its key.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Words Text(string key) => texts.TryGetValue(key, out var text) ? text
        : throw new ArgumentException($"Text '{key}': expected a key of the table of texts.", nameof(key));

    /// <summary>Whether there is a sentence of the key.</summary>
    public bool HasText(string key) => texts.ContainsKey(key);

    /// <summary>Sources that disagree on one of these rows or cautions.</summary>
    public IEnumerable<ConflictRow> ConflictsOf(IReadOnlyCollection<string> rows) =>
        Conflicts.Where(conflict => conflict.Rows.Any(rows.Contains));

    static T[] Values<T>(IReadOnlyList<Placed<T>> rows) => [.. rows.Select(row => row.Value)];
}
