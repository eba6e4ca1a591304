using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Worker.Intake.Folders;

/// <summary>
/// Whether a file's last bytes can be its end. A copy that stopped half-way does not look like a shorter file.
/// </summary>
internal static class FileEnd
{
    // The empty block that closes every BGZF file.
    static ReadOnlySpan<byte> BgzfEnd =>
        [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, 6, 0, 0x42, 0x43, 2, 0, 0x1b, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>
    /// BGZF: its end-of-file block. Plain gzip: every member inflates to its trailer. Text: a final newline.
    /// </summary>
    public static async Task<bool> IsCompleteAsync(FileStream file, CancellationToken stop)
    {
        file.Position = 0;
        return KindOf(file) switch
        {
            Kind.Text => EndsWith(file, "\n"u8),
            Kind.Bgzf => EndsWith(file, BgzfEnd),
            Kind.Gzip => await InflatesAsync(file, stop),
            _ => false,
        };
    }

    /// <summary>Plain text without a final newline. Nothing else in such a file says whether it is whole.</summary>
    public static bool IsCutText(Stream file) => KindOf(file) == Kind.Text && !EndsWith(file, "\n"u8);

    /// <summary>
    /// The first bytes do not say that it is something else: where a link leads to, nothing but VCF and BED is read.
    /// </summary>
    public static bool MayBeVcfOrBed(Stream file)
    {
        if (KindOf(file) != Kind.Text) return true;
        file.Position = 0;
        Span<byte> head = stackalloc byte[64];
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) head = head[3..];
        // A line of a BED has a tab behind the name of its chromosome.
        var line = head.IndexOf((byte)'\n') is >= 0 and var end ? head[..end] : head;
        return head.StartsWith("##fileformat=VCF"u8) || line.Contains((byte)'\t');
    }

    enum Kind { Empty, Text, Gzip, Bgzf }

    static Kind KindOf(Stream file)
    {
        Span<byte> head = stackalloc byte[18];
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.Length == 0) return Kind.Empty;
        if (!head.StartsWith(BgzfEnd[..2])) return Kind.Text;
        return head.Length == 18 && (head[3] & 4) != 0 && head[12] == 0x42 && head[13] == 0x43 ? Kind.Bgzf : Kind.Gzip;
    }

    static bool EndsWith(Stream file, ReadOnlySpan<byte> end)
    {
        if (file.Length < end.Length) return false;
        Span<byte> tail = stackalloc byte[end.Length];
        file.Seek(-end.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        return tail.SequenceEqual(end);
    }

    static async Task<bool> InflatesAsync(FileStream file, CancellationToken stop)
    {
        file.Position = 0;
        await using var text = TextSource.Open(file, "");
        try
        {
            while (await text.ReadAsync(stop)) { }
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    }
}
