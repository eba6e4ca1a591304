using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review.LabRequests;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Lims.Clinic.Review;

/// <summary>Statements by their codes.</summary>
/// <param name="Says">Codes; <see cref="Statement.Urgent"/> stands for every urgent sentence.</param>
sealed record StatementSet(IReadOnlySet<string> Says)
{
    /// <summary>One of the statements is among them.</summary>
    public bool Has(IReadOnlyList<Statement> statements) => statements.Any(s => Says.Contains(s.Code) || Says.Contains(s.Topic));
}

/// <summary>A kind of conclusion in the queue.</summary>
/// <param name="Id">Code.</param>
/// <param name="Name">For people.</param>
/// <param name="Urgency">0 for what comes first.</param>
/// <param name="Hours">Hours until both signatures are due.</param>
public sealed record ReviewKind(string Id, Words Name, int Urgency, int Hours)
{
    internal StatementSet Says { get; init; } = null!;
    internal StatementSet Unless { get; init; } = null!;
}

/// <summary>Where a hold comes from.</summary>
public enum HoldSource
{
    /// <summary>From what the conclusion says.</summary>
    Statements,
    /// <summary>From the consent of the person.</summary>
    Consent,
    /// <summary>From open requests to the laboratory.</summary>
    Requests,
}

/// <summary>What keeps a conclusion from being signed.</summary>
/// <param name="Id">Code.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="IsReleasable">A geneticist may release it with a reason.</param>
/// <param name="Name">For people.</param>
/// <param name="Until">What would release it.</param>
public sealed record HoldRule(string Id, HoldSource Source, bool IsReleasable, Words Name, Words Until)
{
    internal StatementSet Says { get; init; } = null!;
}

/// <summary>Sentences that stand together on the page of a conclusion.</summary>
/// <param name="Id">Code.</param>
/// <param name="Name">For people.</param>
public sealed record StatementGroup(string Id, Words Name)
{
    internal StatementSet Says { get; init; } = null!;
}

/// <summary>How conclusions are reviewed, as data: kinds with their deadlines, holds, and what a signature means.</summary>
/// <param name="Version">Id and version of the file.</param>
/// <param name="Kinds">Kinds; the first that fits counts, and the last takes the rest.</param>
/// <param name="Groups">Groups of sentences beside what was found.</param>
/// <param name="Holds">What can hold a signature.</param>
/// <param name="Meanings">What the first and the second signature mean.</param>
/// <param name="DaysOfRequest">Days until a request is due, by its kind.</param>
/// <param name="Ages">Days of waiting by which the queue is narrowed.</param>
public sealed record ReviewRules(string Version, IReadOnlyList<ReviewKind> Kinds, IReadOnlyList<StatementGroup> Groups,
    IReadOnlyList<HoldRule> Holds, IReadOnlyList<Words> Meanings, IReadOnlyDictionary<LabRequestKind, int> DaysOfRequest,
    IReadOnlyList<int> Ages)
{
    /// <summary>The kind of a conclusion.</summary>
    public ReviewKind KindOf(IReadOnlyList<Statement> statements) =>
        Kinds.FirstOrDefault(k => k.Says.Has(statements) && !k.Unless.Has(statements)) ?? Kinds[^1];

    /// <summary>A kind by its code; null where the rules in force have none.</summary>
    public ReviewKind? Kind(string id) => Kinds.FirstOrDefault(k => k.Id == id);

    /// <summary>A hold by its code; null where there is none.</summary>
    public HoldRule? Hold(string id) => Holds.FirstOrDefault(h => h.Id == id);

    /// <summary>The group of a sentence; null for what was found.</summary>
    public StatementGroup? GroupOf(Statement statement) => Groups.FirstOrDefault(g => g.Says.Has([statement]));

    /// <summary>What a signature means.</summary>
    /// <param name="turn">1 for the first review, 2 for the second.</param>
    public Words MeaningOf(int turn) => Meanings[turn - 1];

    /// <summary>Reads the newest released rules.</summary>
    /// <exception cref="InvalidDataException">Something is unknown, missing or said twice.</exception>
    internal static ReviewRules Load(KnowledgeFolder knowledge) => knowledge.Demand("clinical", "review").Read(Of);

    static ReviewRules Of(StrictJson j)
    {
        _ = (j.Text("title"), j.TextOrNull("note"));
        string[] sources = [.. j.List("sources", Source.Of).Select(s => s.Id)];
        var kinds = j.List("kinds", k => Named(k, new ReviewKind(k.Text("id"), Words(k), k.WholeNumber("urgency"), Above0(k, "hours"))
        {
            Says = Set(k, "says"),
            Unless = Set(k, "unless"),
        }));
        if (kinds.Length == 0 || kinds.Any(k => k.Urgency is < 0 or > ReviewItem.LeastUrgent))
            throw j.Wrong($"kinds with an urgency from 0 to {ReviewItem.LeastUrgent}", "kinds");
        var meanings = j.List("meanings", m => Named(m, Tuple.Create(m.WholeNumber("turn"), Words(m))));
        if (!meanings.Select(m => m.Item1).SequenceEqual(Enumerable.Range(1, SignOff.Needed)))
            throw j.Wrong($"turns 1 to {SignOff.Needed}", "meanings");
        var requests = j.List("requests", r => Named(r, Tuple.Create(r.Code<LabRequestKind>("kind", Code), Above0(r, "days"))));
        if (requests.Select(r => r.Item1).Distinct().Count() != Enum.GetValues<LabRequestKind>().Length)
            throw j.Wrong("every kind of request once", "requests");
        return new($"{j.Text("id")} {j.Text("version")}", kinds,
            j.List("groups", g => new StatementGroup(g.Text("id"), Words(g)) { Says = Set(g, "says") }),
            j.List("holds", h => Named(h, new HoldRule(h.Text("id"), h.Code<HoldSource>("by", Code), h.Flag("releasable"),
                Words(h), new(h.Text("until_en"), h.Text("until_zh")))
            {
                Says = Set(h, "says"),
            })),
            [.. meanings.Select(m => m.Item2)], requests.ToDictionary(r => r.Item1, r => r.Item2),
            [.. j.List("ages", a => Tuple.Create(Above0(a, "days"))).Select(a => a.Item1)]);

        T Named<T>(StrictJson part, T read) => part.Texts("sources") is { Length: > 0 } named && named.All(sources.Contains)
            ? read : throw part.Wrong("sources of this file", "sources");

        static Words Words(StrictJson part) => new(part.Text("en"), part.Text("zh"));

        static StatementSet Set(StrictJson part, string name) => new(part.Texts(name).ToHashSet(StringComparer.Ordinal));

        static int Above0(StrictJson part, string name) =>
            part.WholeNumber(name) is > 0 and var number ? number : throw part.Wrong("a number above 0", name);

        static string Code<T>(T value) where T : struct, Enum => $"{value}".ToLowerInvariant();
    }
}
