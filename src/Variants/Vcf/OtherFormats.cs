using System.Buffers;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Vcf;

/// <summary>
/// Text that is no VCF but known: what somebody gives who took the wrong file of a folder is called by its name.
/// </summary>
static class OtherFormats
{
    static readonly SearchValues<byte> Bases = SearchValues.Create("ACGTNacgtn"u8);

    /// <summary>Refuses by name what the first line shows to be reads, sequence or regions.</summary>
    public static void RefuseFirstLine(ReadOnlySpan<byte> line, FileLocation here)
    {
        if (line is [(byte)'@', not (byte)' ', ..])
            throw new RefusedException("reads-file", here, IsSamHeader(line) ? "SAM" : "FASTQ");
        if (line is [(byte)'>', not (byte)' ', ..]) throw new RefusedException("sequence-file", here, "FASTA");
        if (IsBed(line)) throw new RefusedException("regions-file", here, "BED");
    }

    // SAM specification, 1.3: two letters and a tab; a FASTQ name hardly has one there.
    static bool IsSamHeader(ReadOnlySpan<byte> line) =>
        line.Length > 3 && line[3] == '\t' && (line.StartsWith("@HD"u8) || line.StartsWith("@SQ"u8)
        || line.StartsWith("@RG"u8) || line.StartsWith("@PG"u8) || line.StartsWith("@CO"u8));

    // Name, begin and end; a record without its header has bases in the fourth column.
    static bool IsBed(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("track "u8) || line.StartsWith("browser "u8)) return true;
        if (line.Count((byte)'\t') is < 2 or > 11) return false;
        Span<Range> cells = stackalloc Range[5];
        var count = 0;
        foreach (var range in line.Split((byte)'\t'))
        {
            if (count == cells.Length) break;
            cells[count++] = range;
        }
        return IsNumber(line[cells[1]]) && IsNumber(line[cells[2]])
            && (count == 3 || line[cells[3]].IndexOfAnyExcept(Bases) >= 0);
    }

    static bool IsNumber(ReadOnlySpan<byte> cell) =>
        !cell.IsEmpty && cell.TrimEnd((byte)'\r').IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
