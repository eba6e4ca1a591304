using System.Text.RegularExpressions;
using Thrombophilia.Variants.Validation;
using Thrombophilia.Variants.Validation.Findings;

namespace Thrombophilia.Given.Suites;

/// <summary>How a file of a suite fared.</summary>
public enum Fate
{
    /// <summary>Good and accepted, or bad and its defect named, or odd and given a verdict.</summary>
    AsExpected,
    /// <summary>Good and refused.</summary>
    WronglyRefused,
    /// <summary>
    /// Good by its index, and refused for the one thing in which we read the index to err (docs/decisions).
    /// </summary>
    Disputed,
    /// <summary>Bad, and nothing names the defect; where its lines are known, not on each of them.</summary>
    Silent,
    /// <summary>Bad, and the defect is named on a line, too, where it is not.</summary>
    Misplaced,
    /// <summary>Not judged; <see cref="Judgement.Exemption"/> says why.</summary>
    Exempt,
}

/// <summary>A file of a suite and what the validator said of it.</summary>
/// <param name="File">The file.</param>
/// <param name="Findings">All that was told.</param>
/// <param name="Verdict">What became of it.</param>
public sealed partial record Judgement(SuiteFile File, IReadOnlyList<Finding> Findings, Verdict Verdict)
{
    /// <summary>Why the file is no measure; null for all others.</summary>
    public string? Exemption { get; } =
        Compressed().IsMatch(File.Name) ? "compressed by bzip2, xz, zip or pack: refused by name"
        : File.Name.EndsWith(".bcf", StringComparison.Ordinal) ? "BCF: refused by name"
        : File.Name.Contains("assembly_checker/", StringComparison.Ordinal) ? "needs the reference genome" : null;

    readonly Defect? defect = File.Expectation == "invalid" ? Defect.Of(File) : null;

    /// <summary>
    /// The lines of a bad file that hold the defect; null where they are not known, and of a file that is no measure.
    /// </summary>
    public IReadOnlySet<long>? Lines => field ??= Exemption is null ? defect?.LinesIn(File) : null;

    /// <summary>
    /// The findings that name the defect of a bad file, in its column and, where they are known, on its lines.
    /// </summary>
    public IReadOnlyList<Finding> Naming =>
        field ??= [.. Findings.Where(f => IsNamedBy(f) && Lines?.Contains(f.Place.Line) != false)];

    /// <summary>The findings that name the defect where it is not.</summary>
    public IEnumerable<Finding> Elsewhere =>
        Findings.Where(f => IsNamedBy(f) && Lines?.Contains(f.Place.Line) == false);

    /// <summary>How the file fared.</summary>
    public Fate Fate =>
        Exemption is not null ? Fate.Exempt
        : File.Expectation == "valid" && !Verdict.Accepted ? IsDisputed ? Fate.Disputed : Fate.WronglyRefused
        : File.Expectation == "invalid" && IsSilent ? Fate.Silent
        : Elsewhere.Any() ? Fate.Misplaced : Fate.AsExpected;

    bool IsNamedBy(Finding finding) => defect?.IsNamedBy(finding, File) == true;

    bool IsSilent => Naming.Count == 0 || Lines?.IsSubsetOf(Naming.Select(f => f.Place.Line)) == false;

    /// <summary>The file that its collection counts as good although two of its lines are exchanged.</summary>
    bool IsDisputed => File.Name.EndsWith("4.5/passed/zero_length_LAA.vcf", StringComparison.Ordinal)
        && Findings.Where(f => f.Severity == Severity.Error).All(f => f is { Code: "unsorted", Place.Line: 8 });

    /// <summary>Judges a file.</summary>
    public static async Task<Judgement> OfAsync(SuiteFile file, CancellationToken stop)
    {
        var findings = new List<Finding>();
        var verdict = await VcfValidator.ValidateAsync(file.Path, file.Name, findings.Add, null, stop);
        return new Judgement(file, findings, verdict);
    }

    [GeneratedRegex(@"\.(bz2|xz|zip|z)$")]
    private static partial Regex Compressed();
}
