using Thrombophilia.Variants.Bgzf.Format;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Bgzf.Reading;

/// <summary>Tells what a file is by its first bytes.</summary>
static class Signature
{
    /// <summary>Bytes that decide.</summary>
    internal const int Length = 16;

    /// <summary>Refuses by name what cannot be read here.</summary>
    internal static SourceKind Kind(FileInput input)
    {
        if (input.Waiting.IsEmpty)
            throw new RefusedException("empty-file", input.Here);
        if (input.Waiting.Length < 2 || !input.Waiting.StartsWith(GzipFormat.Magic[..2]))
        {
            RefuseOthers(input.Waiting, input.Here);
            return SourceKind.Text;
        }
        if (input.Waiting.Length < GzipFormat.FixedHeader || (input.Waiting[3] & GzipFormat.Extra) == 0)
            return SourceKind.Gzip;
        var header = GzipFormat.FixedHeader + GzipFormat.U16(input.Waiting[10..]);
        return input.Waiting.Length >= header && GzipFormat.BlockSize(input.Waiting[GzipFormat.FixedHeader..header]) > 0
            ? SourceKind.Bgzf : SourceKind.Gzip;
    }

    /// <summary>Makes the bytes wait that <see cref="Kind"/> looks at, or what there is of them.</summary>
    internal static async ValueTask AwaitAsync(FileInput input, CancellationToken stop)
    {
        if (await input.HasAsync(Length, stop).ConfigureAwait(false) && input.Waiting.StartsWith(GzipFormat.Magic[..2]))
            await input.HasAsync(GzipFormat.FixedHeader + GzipFormat.U16(input.Waiting[10..]), stop)
                .ConfigureAwait(false);
    }

    /// <summary>Binary files of variants and of reads are not read here, whichever way they are packed.</summary>
    internal static void RefuseBinary(ReadOnlySpan<byte> text, FileLocation here)
    {
        if (text.Length < 4 || text[3] >= ' ') return;
        if (text.StartsWith("BCF"u8)) throw new RefusedException("unsupported-bcf", here);
        // SAM specification, 4.2; CRAM specification, 6.
        if (text.StartsWith("BAM"u8)) throw new RefusedException("reads-file", here, "BAM");
    }

    static void RefuseOthers(ReadOnlySpan<byte> start, FileLocation here)
    {
        RefuseBinary(start, here);
        if (start.Length > 4 && start.StartsWith("CRAM"u8) && start[4] < ' ')
            throw new RefusedException("reads-file", here, "CRAM");
        var name = start switch
        {
            [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..] => "bzip2",
            [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => "xz",
            [(byte)'P', (byte)'K', 3 or 5 or 7, ..] => "zip",
            [0x28, 0xB5, 0x2F, 0xFD, ..] => "zstd",
            [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => "7-zip",
            [0x1F, 0x9D or 0xA0, ..] => "compress",
            _ => null,
        };
        if (name is not null)
            throw new RefusedException("unsupported-compression", here, name);
        // A compressed file whose first bytes are damaged must not pass as text. Zero bytes may be UTF-16.
        foreach (var b in start[..Math.Min(start.Length, Length)])
            if (b is > 0 and < 9 or > 13 and < 32)
                throw new RefusedException("not-text", here, GzipFormat.Hex(start));
    }
}
