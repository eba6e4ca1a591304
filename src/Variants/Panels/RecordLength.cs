using System.Buffers.Text;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Panels;

/// <summary>
/// Whether INFO tells how far a block or a rearrangement reaches. One whose length cannot be read may reach into the panel from far away,
/// so it refuses the file wherever it begins on a chromosome of the panel.
/// </summary>
static class RecordLength
{
    /// <summary>The field that cannot be trusted; empty where all is well, and for records whose length REF tells.</summary>
    public static ReadOnlySpan<byte> Fault(VcfRecord record)
    {
        ReadOnlySpan<byte> alt = record.Alt, info = record.Info;
        var isBlock = alt.SequenceEqual("."u8) || alt.IndexOf("<NON_REF>"u8) >= 0 || alt.IndexOf("<*>"u8) >= 0;
        if (!isBlock && alt.IndexOf((byte)'<') < 0) return default;
        var mustReach = isBlock || alt.IndexOf("<DEL"u8) >= 0 || alt.IndexOf("<CN0>"u8) >= 0;
        long? told = null;
        foreach (var range in info.Split((byte)';'))
        {
            var field = info[range];
            var name = field.TrimStart(" \t"u8);
            if (name.StartsWith("END="u8))
            {
                var value = name[4..];
                if (value.SequenceEqual("."u8)) continue;
                if (name.Length < field.Length || !Utf8Parser.TryParse(value, out int end, out var used) || used != value.Length
                    || mustReach && end < record.Pos || told is { } before && before != end) return field;
                told = end;
            }
            else if (!isBlock && name.StartsWith("SVLEN="u8))
            {
                if (name.Length < field.Length) return field;
                foreach (var one in name[6..].Split((byte)','))
                    if (name[6..][one] is var length && !length.SequenceEqual("."u8) && (!Utf8Parser.TryParse(length, out long _, out var used) || used != length.Length)) return field;
            }
        }
        return default;
    }
}
