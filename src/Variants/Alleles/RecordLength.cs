using System.Buffers.Text;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Alleles;

/// <summary>
/// Whether INFO tells how far a block or a rearrangement reaches. One whose length cannot be read may reach into the
/// panel from far away, so it refuses the file wherever it begins on a chromosome of the panel.
/// </summary>
static class RecordLength
{
    /// <summary>
    /// The field that cannot be trusted; empty where all is well, and for records whose length REF tells.
    /// </summary>
    public static ReadOnlySpan<byte> Fault(VcfRecord record)
    {
        var alt = record.Alt;
        var isAlone = alt is [(byte)'.'];
        if (!isAlone && !alt.Contains((byte)'<')) return default;
        var info = record.Info;
        var isBlock = isAlone || alt.IndexOf("<NON_REF>"u8) >= 0 || alt.IndexOf("<*>"u8) >= 0;
        var mustReach = isBlock || alt.IndexOf("<DEL"u8) >= 0 || alt.IndexOf("<CN0>"u8) >= 0;
        long? told = null;
        while (!info.IsEmpty)
        {
            var end = info.IndexOf((byte)';');
            var field = end < 0 ? info : info[..end];
            info = end < 0 ? default : info[(end + 1)..];
            var name = field.TrimStart(" \t"u8);
            if (name.StartsWith("END="u8))
            {
                if (name[4..].SequenceEqual("."u8)) continue;
                if (name.Length < field.Length || !IsInteger(name[4..], out var last) || last > int.MaxValue
                    || mustReach && last < record.Pos || told is { } before && before != last) return field;
                told = last;
            }
            else if (!isBlock && name.StartsWith("SVLEN="u8) && (name.Length < field.Length || !AreIntegers(name[6..])))
                return field;
        }
        return default;
    }

    static bool AreIntegers(ReadOnlySpan<byte> list)
    {
        while (true)
        {
            var comma = list.IndexOf((byte)',');
            var one = comma < 0 ? list : list[..comma];
            if (!one.SequenceEqual("."u8) && !IsInteger(one, out _)) return false;
            if (comma < 0) return true;
            list = list[(comma + 1)..];
        }
    }

    static bool IsInteger(ReadOnlySpan<byte> text, out long value) =>
        Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;
}
