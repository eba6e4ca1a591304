using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;

namespace Thrombophilia.Lims.Clinic.Reports.Printing;

/// <summary>
/// Which characters a TrueType font has: a character that no font has would be printed as a box, in silence. Reads the
/// table <c>cmap</c> in its formats 4 and 12 (OpenType 1.9, chapter cmap).
/// </summary>
sealed class FontCoverage
{
    static readonly ConcurrentDictionary<string, FontCoverage> Known = new(StringComparer.Ordinal);
    readonly List<(int First, int Last)> ranges = [];

    FontCoverage(byte[] bytes) => Bytes = bytes;

    /// <summary>The font file.</summary>
    public byte[] Bytes { get; }

    /// <summary>The font of a file, read once.</summary>
    /// <exception cref="InvalidDataException">It is no TrueType font with a table of Unicode characters.</exception>
    public static FontCoverage Of(string path) => Known.GetOrAdd(path, static p => Read(File.ReadAllBytes(p), p));

    /// <summary>The font has this character.</summary>
    public bool Has(Rune rune)
    {
        var (low, high) = (0, ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (rune.Value < ranges[middle].First) high = middle - 1;
            else if (rune.Value > ranges[middle].Last) low = middle + 1;
            else return true;
        }
        return false;
    }

    static FontCoverage Read(byte[] bytes, string path)
    {
        try
        {
            const uint TrueType = 0x00010000, Apple = 0x74727565;
            if (Number(bytes, 0) is not (TrueType or Apple)) throw Wrong(path);
            var font = new FontCoverage(bytes);
            var table = TableAt(bytes, "cmap");
            var best = Enumerable.Range(0, Short(bytes, table + 2)).Select(i => table + 4 + i * 8)
                .Select(at => (Platform: Short(bytes, at), Encoding: Short(bytes, at + 2), Offset: table + (int)Number(bytes, at + 4)))
                .Where(t => t is { Platform: 0 } or { Platform: 3, Encoding: 1 or 10 })
                .Select(t => (Format: Short(bytes, t.Offset), t.Offset)).Where(t => t.Format is 4 or 12)
                .OrderByDescending(t => t.Format).FirstOrDefault();
            if (best.Format == 12) font.ReadGroups(best.Offset);
            else if (best.Format == 4) font.ReadSegments(best.Offset);
            else throw Wrong(path);
            font.ranges.Sort();
            return font;
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            throw Wrong(path);
        }
    }

    static InvalidDataException Wrong(string path) => new($"{path}: expected a TrueType font (.ttf) with a table of Unicode characters.");

    static int TableAt(byte[] bytes, string name)
    {
        for (var i = 0; i < Short(bytes, 4); i++)
            if (Encoding.ASCII.GetString(bytes, 12 + i * 16, 4) == name) return (int)Number(bytes, 12 + i * 16 + 8);
        throw new ArgumentOutOfRangeException(nameof(name));
    }

    void ReadGroups(int at)
    {
        for (var i = 0; i < Number(Bytes, at + 12); i++)
            ranges.Add(((int)Number(Bytes, at + 16 + i * 12), (int)Number(Bytes, at + 20 + i * 12)));
    }

    // A character whose glyph is 0 has none.
    void ReadSegments(int at)
    {
        var twice = Short(Bytes, at + 6);
        var (ends, starts) = (at + 14, at + 16 + twice);
        var (deltas, offsets) = (starts + twice, starts + 2 * twice);
        for (var i = 0; i < twice; i += 2)
        {
            var (first, last, offset) = (Short(Bytes, starts + i), Short(Bytes, ends + i), Short(Bytes, offsets + i));
            for (var c = first; c <= last && c != char.MaxValue; c++)
            {
                var glyph = offset == 0 ? (c + Short(Bytes, deltas + i)) & 0xFFFF : Short(Bytes, offsets + i + offset + (c - first) * 2);
                if (glyph == 0) continue;
                if (ranges.Count > 0 && ranges[^1].Last == c - 1) ranges[^1] = (ranges[^1].First, c);
                else ranges.Add((c, c));
            }
        }
    }

    static int Short(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));
    static uint Number(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
}
