using System.Text;
using Thrombophilia.Variants.Validation.Findings;

namespace Thrombophilia.Variants.Validation.Rules;

/// <summary>
/// The columns of a file, as its <c>#CHROM</c> line names them (VCF 4.2 specification, 1.3; 4.3, 1.5).
/// </summary>
sealed class Columns
{
    /// <summary>The columns that every file has.</summary>
    public static readonly string[] Fixed = ["CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO"];

    /// <summary>Columns of every record.</summary>
    public int Count { get; private init; }
    public int Samples => Math.Max(0, Count - Fixed.Length - 1);

    /// <summary>Judges the line and reads it as far as records can be judged by it; null where they cannot.</summary>
    public static Columns? Read(ReadOnlySpan<byte> line, Report report)
    {
        var names = Encoding.UTF8.GetString(line).Split('\t');
        string[] wanted = ["#CHROM", .. Fixed[1..],
            .. names.Length > Fixed.Length ? ["FORMAT"] : Array.Empty<string>()];
        for (var i = 0; i < wanted.Length; i++)
            if (i >= names.Length || names[i] != wanted[i])
            {
                report.Add(FindingCodes.HeaderColumns, "#CHROM", wanted[i], i < names.Length ? names[i] : "");
                return names.Length < Fixed.Length ? null : new Columns { Count = names.Length };
            }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = Fixed.Length + 1; i < names.Length; i++)
            if (names[i].Length == 0)
                report.Add(FindingCodes.SampleNameEmpty, FormattableString.Invariant($"#CHROM[{i - Fixed.Length}]"),
                    "name", "");
            else if (!seen.Add(names[i]))
                report.Add(FindingCodes.SampleNameTwice, FormattableString.Invariant($"#CHROM[{i - Fixed.Length}]"),
                    "unique name", names[i]);
        if (names.Length == Fixed.Length + 1)
            report.Add(FindingCodes.FormatWithoutSamples, "#CHROM", "sample names", "FORMAT");
        return new Columns { Count = names.Length };
    }
}
