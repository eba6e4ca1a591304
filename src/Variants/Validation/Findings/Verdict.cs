namespace Thrombophilia.Variants.Validation.Findings;

/// <summary>What became of a file.</summary>
/// <param name="File">Its name as given.</param>
/// <param name="Version">As the file declares it, for example <c>VCFv4.2</c>; null where it does not.</param>
/// <param name="Samples">Sample columns.</param>
/// <param name="Records">Data lines.</param>
/// <param name="Errors">Findings that refuse the file, those not told one by one included.</param>
/// <param name="Warnings">Findings that do not.</param>
public sealed record Verdict(string File, string? Version, int Samples, long Records, long Errors, long Warnings)
{
    /// <summary>The file has no error.</summary>
    public bool Accepted => Errors == 0;
}
