using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Lims.Clinic.Requests;

/// <summary>A test that can be asked for.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Samples">Codes of the materials that it can be done from.</param>
/// <param name="DoneBy">
/// What answers it, all of it needed: <see cref="File"/>, or an assay as <c>analyte/method</c>; any of several between bars.
/// </param>
/// <param name="Times">Within which time it is to be answered.</param>
public sealed record OrderableTest(string Id, Words Name, IReadOnlyList<string> Samples, IReadOnlyList<string> DoneBy, AllowedTime Times)
{
    /// <summary>A VCF file with the sample.</summary>
    public const string File = "file";
}

/// <summary>Time that an answer may take.</summary>
/// <param name="Id">What is waited for.</param>
/// <param name="Routine">Minutes.</param>
/// <param name="Urgent">Minutes where it is urgent.</param>
/// <param name="Confidence"><c>sourced</c> or <c>to be confirmed by the hospital</c>.</param>
public sealed record AllowedTime(string Id, int Routine, int Urgent, string Confidence)
{
    /// <summary>From asking until an invited department answers.</summary>
    public const string Response = "consultation-response";
    /// <summary>From asking until the consultation meets.</summary>
    public const string Meeting = "consultation-meeting";
    /// <summary>From asking until its outcome is recorded.</summary>
    public const string Outcome = "consultation-outcome";
    /// <summary>From sending a referral until it is accepted or refused.</summary>
    public const string ReferralReply = "referral-reply";

    /// <summary>The time when it has to be there.</summary>
    public DateTimeOffset Due(DateTimeOffset asked, bool urgent) => asked.AddMinutes(urgent ? Urgent : Routine);
}

/// <summary>What can be asked, by which forms, and within which time. Versioned data; none of it is in the code.</summary>
public sealed class RequestRules
{
    const string Area = "clinical";
    static readonly string[] NeededTimes = [AllowedTime.Response, AllowedTime.Meeting, AllowedTime.Outcome, AllowedTime.ReferralReply];
    readonly List<RequestForm> forms;
    readonly Dictionary<string, AllowedTime> times;

    RequestRules(string version, IReadOnlyList<OrderableTest> tests, IEnumerable<AllowedTime> times, List<RequestForm> forms) =>
        (Version, Tests, this.times, this.forms) = (version, tests, times.ToDictionary(t => t.Id, StringComparer.Ordinal), forms);

    /// <summary>Version of the list of tests and times.</summary>
    public string Version { get; }

    /// <summary>The tests, in the order of the list.</summary>
    public IReadOnlyList<OrderableTest> Tests { get; }

    /// <summary>A test by its code; null where the list has none.</summary>
    public OrderableTest? Test(string id) => Tests.FirstOrDefault(t => t.Id == id);

    /// <summary>An allowed time.</summary>
    public AllowedTime Time(string id) => times[id];

    /// <summary>A form in force.</summary>
    public RequestForm Form(string id) => forms.Last(f => f.Id == id);

    /// <summary>A form as it was at a version; the one in force where that version is gone.</summary>
    public RequestForm Form(string id, string version) => forms.LastOrDefault(f => f.Id == id && f.Version == version) ?? Form(id);

    /// <summary>Reads and proves the newest released list and every version of the forms.</summary>
    /// <exception cref="InvalidDataException">Something is unknown, missing or said twice.</exception>
    public static RequestRules Load(ClinicalRules clinical, BiobankRules biobank, KnowledgeFolder? knowledge = null)
    {
        ArgumentNullException.ThrowIfNull(clinical);
        ArgumentNullException.ThrowIfNull(biobank);
        knowledge ??= new KnowledgeFolder();
        var file = knowledge.Demand(Area, "requests");
        var (version, tests, times) = file.Read(Of);
        file.Demand(tests.Select(t => t.Id).Distinct().Count() == tests.Length, "a test stands twice");
        file.Demand(times.Select(t => t.Id).Order().SequenceEqual(NeededTimes.Order()),
            $"expected the times {string.Join(", ", NeededTimes)}");
        foreach (var test in tests)
        {
            foreach (var sample in test.Samples) file.Demand(biobank.Type(sample) is not null, $"'{sample}' is no sample type");
            foreach (var done in test.DoneBy.SelectMany(d => d.Split('|')))
                file.Demand(done == OrderableTest.File
                    || done.Split('/') is [var analyte, var method] && clinical.Assay(analyte, method) is not null,
                    $"'{done}' is no assay");
        }
        var forms = FormLoading.Load(knowledge, Area, clinical);
        return new(version, tests, times, forms);
    }

    static Tuple<string, OrderableTest[], AllowedTime[]> Of(StrictJson j)
    {
        _ = (j.Text("id"), j.Text("title"), j.TextOrNull("note"));
        string[] sources = [.. j.List("sources", Source.Of).Select(s => s.Id)];
        return Tuple.Create(j.Text("version"),
            j.List("tests", t => new OrderableTest(t.Text("id"), new(t.Text("en"), t.Text("zh")), Some(t, "samples"), Some(t, "doneBy"),
                TimeOf(t, sources))),
            j.List("times", t => TimeOf(t, sources)));
    }

    static AllowedTime TimeOf(StrictJson j, string[] sources)
    {
        if (!Some(j, "sources").All(sources.Contains)) throw j.Wrong("sources of this file", "sources");
        var confidence = j.Text("confidence");
        if (confidence is not ("sourced" or "to be confirmed by the hospital")) throw j.Wrong("a confidence", "confidence");
        return new(j.Text("id"), Minutes(j, "routine"), Minutes(j, "urgent"), confidence);
    }

    static string[] Some(StrictJson j, string name) =>
        j.Texts(name) is { Length: > 0 } some ? some : throw j.Wrong("one text at least", name);

    static int Minutes(StrictJson j, string name) =>
        j.WholeNumber(name) is > 0 and var minutes ? minutes : throw j.Wrong("a number above 0", name);
}
