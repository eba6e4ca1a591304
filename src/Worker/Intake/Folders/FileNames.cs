namespace Thrombophilia.Worker.Intake.Folders;

/// <summary>Which files of the inbox the worker takes, by name. What is inside is told by content, later.</summary>
internal static class FileNames
{
    static readonly string[] Endings = [".vcf", ".vcf.gz", ".vcf.bgz", ".gvcf", ".gvcf.gz"];

    public const string CallableBed = ".callable.bed";

    /// <summary>
    /// A VCF by its ending, and not a hidden file (many copying programs hide what they have not finished).
    /// </summary>
    public static bool IsVcf(string name) => !name.StartsWith('.') && EndsLikeVcf(name);

    /// <summary>A VCF by its ending alone.</summary>
    public static bool EndsLikeVcf(string name) => EndingOf(name) is not null;

    /// <summary>A name that somebody may have meant as work: shown on the status page, though not taken.</summary>
    public static bool IsForeign(string name) =>
        !name.StartsWith('.') && !IsVcf(name) && !name.EndsWith(CallableBed, StringComparison.OrdinalIgnoreCase)
        && Path.GetExtension(name).ToUpperInvariant() is not (".TMP" or ".PART" or ".TBI" or ".CSI");

    /// <summary>The callable BED that belongs to a VCF: same stem.</summary>
    public static string BedOf(string name) => name[..^(EndingOf(name)?.Length ?? 0)] + CallableBed;

    /// <summary>The names of the indexes that belong to a VCF.</summary>
    public static IReadOnlyList<string> IndexesOf(string name) => [name + ".tbi", name + ".csi"];

    /// <summary>The ending that makes it a VCF; null when it has none.</summary>
    public static string? EndingOf(string name) =>
        Array.Find(Endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
