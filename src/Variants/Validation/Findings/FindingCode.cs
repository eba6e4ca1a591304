namespace Thrombophilia.Variants.Validation.Findings;

/// <summary>A kind of finding: what programs may rely on.</summary>
/// <param name="Name">Stable lower-case code, for example <c>info-number</c>; a key of <c>Findings.resx</c>.</param>
/// <param name="Severity">What it costs the file.</param>
/// <param name="Clause">Where the rule stands: a section of the VCF specification, with the version where it is not the
/// same in all.</param>
/// <param name="Most">Findings of this code and column which are told one by one; the rest is counted.</param>
public sealed record FindingCode(string Name, Severity Severity, string Clause, int Most = FindingCode.Told)
{
    /// <summary>Told one by one unless the code says otherwise.</summary>
    public const int Told = 100;
}
