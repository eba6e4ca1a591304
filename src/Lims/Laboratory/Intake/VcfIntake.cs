using System.Globalization;
using System.Text.Json;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Lims.Laboratory.Intake;

/// <summary>What became of a file.</summary>
public enum IntakeState
{
    /// <summary>Being read, or left behind by a process that was killed: to be read again.</summary>
    Running,
    /// <summary>Read and written.</summary>
    Done,
    /// <summary>Not trustworthy; nothing of it was used.</summary>
    Refused,
}

/// <summary>What makes one reading of one file unique.</summary>
/// <param name="Sha256">SHA-256 of the file's bytes, lower-case hex.</param>
/// <param name="PanelId">Id of the panel.</param>
/// <param name="PanelVersion">Version of the panel.</param>
/// <param name="BedHash">SHA-256 of the callable BED; empty without one.</param>
/// <param name="Options">Other options in a fixed order; empty when there are none.</param>
public sealed record IntakeKey(string Sha256, string PanelId, string PanelVersion, string BedHash = "",
    string Options = "");

/// <summary>One reading of one file: a row per (bytes, panel version, callable BED, options).</summary>
public sealed class VcfIntake
{
    VcfIntake() { }

    /// <summary>A file has arrived and is about to be read.</summary>
    public VcfIntake(IntakeKey key, string fileName, string softwareVersion, DateTimeOffset received) =>
        (Sha256, PanelId, PanelVersion, BedHash, Options, FileName, SoftwareVersion, Received) =
            (key.Sha256, key.PanelId, key.PanelVersion, key.BedHash, key.Options, fileName, softwareVersion,
            Moment.Of(received));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>SHA-256 of the bytes.</summary>
    public string Sha256 { get; private set; } = "";
    /// <summary>Id of the panel it was read with.</summary>
    public string PanelId { get; private set; } = "";
    /// <summary>Version of the panel it was read with.</summary>
    public string PanelVersion { get; private set; } = "";
    /// <summary>SHA-256 of the callable BED; empty without one.</summary>
    public string BedHash { get; private set; } = "";
    /// <summary>Other options of the reading.</summary>
    public string Options { get; private set; } = "";
    /// <summary>The file's name when it arrived.</summary>
    public string FileName { get; private set; } = "";
    /// <summary>Running, done or refused.</summary>
    public IntakeState State { get; private set; }
    /// <summary>Genome build of the file; null until it was read.</summary>
    public string? Build { get; private set; }
    /// <summary>False when an index was used; null until it was read.</summary>
    public bool? ReadWhole { get; private set; }
    /// <summary>Warnings, one a line.</summary>
    public string Warnings { get; private set; } = "";
    /// <summary>Code of the refusal.</summary>
    public string? RefusalCode { get; private set; }
    /// <summary>Where in the file.</summary>
    public string? RefusalPlace { get; private set; }
    /// <summary>What was expected and what was found, in English.</summary>
    public string? RefusalText { get; private set; }
    /// <summary>
    /// The same as data, JSON: from it the sentence is made in the reader's language. Null where only the sentence is
    /// known.
    /// </summary>
    public string? RefusalFacts { get; private set; }
    /// <summary>Version of the software that read it.</summary>
    public string SoftwareVersion { get; private set; } = "";
    /// <summary>When it arrived.</summary>
    public Moment Received { get; private set; }
    /// <summary>When it was done or refused.</summary>
    public Moment? Finished { get; private set; }

    /// <summary>Reads a file again that was refused by another version of the software.</summary>
    public void BeginAgain(string softwareVersion)
    {
        if (State == IntakeState.Done)
            throw new InvalidOperationException($"Intake {PublicId} is done and cannot begin again.");
        (State, SoftwareVersion, RefusalCode, RefusalPlace, RefusalText, RefusalFacts, Finished) = (IntakeState.Running,
            softwareVersion, null, null, null, null, null);
    }

    /// <summary>
    /// The file was read and everything it gave is being written. A later reading for held names leaves the first facts
    /// as they are.
    /// </summary>
    public void Complete(string build, bool readWhole, IEnumerable<string> warnings, DateTimeOffset at)
    {
        if (State == IntakeState.Refused)
            throw new InvalidOperationException($"Intake {PublicId} was refused and cannot be completed.");
        if (State == IntakeState.Done)
        {
            if (Build != build)
                throw new InvalidOperationException($"Intake {PublicId} was read as {Build} and now as {build}.");
            return;
        }
        (State, Build, ReadWhole, Warnings, Finished) = (IntakeState.Done, build, readWhole,
            string.Join('\n', warnings), Moment.Of(at));
    }

    /// <summary>The file cannot be trusted.</summary>
    public void Refuse(Problem problem, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (State == IntakeState.Done)
            throw new InvalidOperationException($"Intake {PublicId} is done and cannot be refused.");
        (State, RefusalCode, RefusalPlace, RefusalText) = (IntakeState.Refused, problem.Code, problem.Place.ToString(),
            problem.ToString());
        (RefusalFacts, Finished) =
            (JsonSerializer.Serialize(
            new StoredProblem(problem.Place.File, problem.Place.Line, problem.Place.Offset,
                [.. problem.Facts.Select(Written)])), Moment.Of(at));
    }

    /// <summary>
    /// What was expected and what was found in the reader's language, and what to do; null where the file was not
    /// refused.
    /// </summary>
    public (string What, string Next)? Refusal(CultureInfo? culture = null)
    {
        if (RefusalCode is null) return null;
        var stored = RefusalFacts is null ? null : JsonSerializer.Deserialize<StoredProblem>(RefusalFacts);
        var problem = stored is null ? new Problem(RefusalCode, default)
            : new Problem(RefusalCode, new FileLocation(stored.File, stored.Line, stored.Offset), [.. stored.Facts]);
        return (stored is null ? RefusalText! : problem.Text(culture), problem.Next(culture));
    }

    // Facts are written the same in each language (see Problem), so what is kept is how they are written.
    static string Written(object fact) => Convert.ToString(fact, CultureInfo.InvariantCulture) ?? "";

    sealed record StoredProblem(string File, long Line, long Offset, IReadOnlyList<string> Facts);
}
