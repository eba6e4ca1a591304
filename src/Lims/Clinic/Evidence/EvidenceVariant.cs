using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Lims.Clinic.Evidence;

/// <summary>How soon a geneticist has to look at a variant, the first first.</summary>
public enum EvidenceRank
{
    /// <summary>Nobody has judged it harmless or harmful, or the files leave open what is carried.</summary>
    ToJudge,
    /// <summary>Pathogenic or likely pathogenic.</summary>
    Pathogenic,
    /// <summary>A risk allele.</summary>
    RiskAllele,
    /// <summary>A hot spot of which a record speaks that proves nothing.</summary>
    NotProven,
    /// <summary>Modifiers, and whatever else needs no review.</summary>
    Other,
    /// <summary>Benign, or too common for a cause.</summary>
    Common,
}

/// <summary>A file that was read for a person.</summary>
/// <param name="Id">Public id of the reading.</param>
/// <param name="Name">Its name when it arrived.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hex.</param>
/// <param name="BedHash">SHA-256 of the callable BED; empty without one.</param>
/// <param name="Build">Genome build.</param>
/// <param name="Received">When it arrived.</param>
public sealed record EvidenceFile(Guid Id, string Name, string Sha256, string BedHash, string Build, Moment Received);

/// <summary>What one file says of a variant in one sample.</summary>
/// <param name="Sample">Code of the sample.</param>
/// <param name="File">The file.</param>
/// <param name="Call">What is stored.</param>
public sealed record EvidenceReading(string Sample, EvidenceFile File, PanelCall Call);

/// <summary>A sample and a file that was read for it.</summary>
/// <param name="Sample">Code of the sample.</param>
/// <param name="File">The file.</param>
public sealed record FileOfSample(string Sample, EvidenceFile File);

/// <summary>One variant of a person, over all files and both builds.</summary>
/// <param name="Key">Names it among the variants of the person: the id of the hot spot, or gene and name, or its place.</param>
/// <param name="Rank">How soon somebody has to look.</param>
/// <param name="Readings">What each file says, the newest file first; at least one.</param>
/// <param name="Silent">Samples and files without a row of it: they do not report it, which proves nothing.</param>
public sealed record EvidenceVariant(string Key, EvidenceRank Rank, IReadOnlyList<EvidenceReading> Readings,
    IReadOnlyList<FileOfSample> Silent)
{
    /// <summary>The reading that is told first: one that proves copies, else the newest.</summary>
    public EvidenceReading Main => Readings.FirstOrDefault(r => r.Call.Copies is not null) ?? Readings[0];

    /// <summary>Copies of the allele; null where no file proves them, or two disagree.</summary>
    public int? Copies => Proven is [var only] ? only : null;

    /// <summary>Files prove different numbers of copies.</summary>
    public bool IsContradicted => Proven.Count > 1;

    /// <summary>
    /// Its class by the files. The one place where the evidence takes it from: a record of its own would be asked here.
    /// </summary>
    public string? Class => Main.Call.Class ?? Readings.Select(r => r.Call.Class).FirstOrDefault(c => c is not null);

    /// <summary>
    /// Fields in which the files that speak of it differ: <c>status</c>, <c>copies</c>, <c>class</c>, <c>filter</c>, <c>names</c>.
    /// A file that does not cover it contradicts nobody.
    /// </summary>
    public IReadOnlyList<string> Differences =>
    [
        .. Differ("status", r => r.Call.Status), .. Differ("copies", r => r.Call.Copies), .. Differ("class", r => r.Call.Class),
        .. Differ("filter", r => r.Call.Filter), .. Differ("names", r => (r.Call.HgvsC, r.Call.HgvsP, r.Call.Consequence)),
    ];

    List<int> Proven => [.. Readings.Select(r => r.Call)
        .Where(c => c is { Copies: not null, Status: CallStatus.Called or CallStatus.Reference }).Select(c => c.Copies!.Value).Distinct()];

    IEnumerable<string> Differ<T>(string field, Func<EvidenceReading, T> of) =>
        Readings.Where(r => r.Call.Status != CallStatus.NotCovered).Select(of).Distinct().Count() > 1 ? [field] : [];
}
