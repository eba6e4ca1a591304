using System.Globalization;

namespace Thrombophilia.Variants.Problems;

/// <summary>Where in a file something was found.</summary>
/// <param name="File">The file's name as the caller gave it; <c>-</c> is standard input.</param>
/// <param name="Line">1-based line of the decompressed text; 0 where no line applies.</param>
/// <param name="Offset">Byte offset in the file as it lies on disk (for BGZF the start of the block); -1 where
/// unknown.</param>
public readonly record struct FileLocation(string File, long Line = 0, long Offset = -1)
{
    /// <summary>For example <c>run7.vcf.gz, line 48211 (offset 3086865)</c>.</summary>
    public override string ToString() => Text(CultureInfo.InvariantCulture);

    /// <summary>The place in the language of <paramref name="culture"/>.</summary>
    public string Text(CultureInfo? culture = null) =>
        File + (Line > 0 ? Problem.Words("place.line", culture, Line) : "")
        + (Offset >= 0 ? Problem.Words("place.offset", culture, Offset) : "");
}
