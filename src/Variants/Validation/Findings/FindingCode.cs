namespace Thrombophilia.Variants.Validation.Findings;

/// <summary>A kind of finding: what programs may rely on.</summary>
/// <param name="Name">Stable lower-case code, for example <c>info-number</c>; a key of <c>Findings.resx</c>.</param>
/// <param name="Severity">What it costs the file.</param>
/// <param name="Clause">Where the rule stands: a section of the VCF specification, with the version where it is not the
/// same in all.</param>
/// <param name="Most">Findings of this code and column which are told one by one; the rest is counted.</param>
/// <param name="ErrorFrom">The 4.x from which the specification says "must" of an error; before it the finding is a
/// warning.</param>
public sealed record FindingCode(string Name, Severity Severity, string Clause, int Most = FindingCode.Told,
    int ErrorFrom = 0)
{
    /// <summary>Told one by one unless the code says otherwise.</summary>
    public const int Told = 100;

    /// <summary>What it costs a file of VCF 4.<paramref name="minor"/>.</summary>
    public Severity SeverityIn(int minor) => minor < ErrorFrom ? Severity.Warning : Severity;
}
