using System.Buffers;

namespace Thrombophilia.Variants.Validation.Specification;

/// <summary>How the names of keys, contigs, filters and places on the net may look.</summary>
static class Names
{
    static readonly SearchValues<byte> NotInContigs = SearchValues.Create("\\,\"`'()[]{}<>"u8);

    /// <summary>
    /// INFO and FORMAT keys: <c>[A-Za-z_][0-9A-Za-z_.]*</c> (VCF 4.3 specification, 1.6.1 and 1.6.2).
    /// </summary>
    public static bool IsKey(ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty
            || key[0] is not ((>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z') or (byte)'_'))
            return false;
        foreach (var c in key)
            if (!IsWord(c) && c != '.') return false;
        return true;
    }

    /// <summary>The one INFO key that begins with a digit.</summary>
    public static ReadOnlySpan<byte> LegacyKey => "1000G"u8;

    /// <summary>
    /// A FORMAT key before 4.3 is alphanumeric; real ones have underscores and dots, which 4.3 then allowed (4.2:
    /// 1.4.2).
    /// </summary>
    public static bool IsAlphanumeric(ReadOnlySpan<byte> key)
    {
        foreach (var c in key)
            if (!IsWord(c) && c != '.') return false;
        return !key.IsEmpty;
    }

    /// <summary>Contig names as in SAM (VCF 4.3 specification, 1.4.7).</summary>
    public static bool IsContig(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name[0] is (byte)'*' or (byte)'=') return false;
        return name.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0 && name.IndexOfAny(NotInContigs) < 0;
    }

    /// <summary>Symbolic alleles and filters: no whitespace, commas or angle brackets (1.4.1).</summary>
    public static bool IsSymbol(ReadOnlySpan<byte> id) => !id.IsEmpty && id.IndexOfAny(" \t,<>"u8) < 0;

    /// <summary>The first level of a structural variant's type (4.2: 1.2.5, 4.3: with BND, 4.4: without).</summary>
    public static bool IsVariantType(ReadOnlySpan<byte> id, SpecVersion version)
    {
        if (id is [.., (byte)':'] || id.IndexOf("::"u8) >= 0) return false;
        var colon = id.IndexOf((byte)':');
        var type = colon < 0 ? id : id[..colon];
        return type.SequenceEqual("DEL"u8) || type.SequenceEqual("INS"u8) || type.SequenceEqual("DUP"u8)
            || type.SequenceEqual("INV"u8) || type.SequenceEqual("CNV"u8)
            || (version.Minor == 3 && type.SequenceEqual("BND"u8));
    }

    /// <summary>
    /// Symbolic alleles that are no structural variants: codes of ambiguous bases (4.3: 1.4.5) and what stands for all
    /// that was not seen.
    /// </summary>
    public static bool IsOtherSymbol(ReadOnlySpan<byte> id) =>
        id.SequenceEqual("NON_REF"u8) || id.SequenceEqual("*"u8)
        || (id.Length == 1 && ("X"u8.IndexOf(id[0]) >= 0 || IsBaseCode(id[0])));

    /// <summary>A letter of IUPAC for one or several bases.</summary>
    public static bool IsBaseCode(byte c) => "ACGTUNRYSWKMBDHV"u8.IndexOf((byte)(c & ~0x20)) >= 0;

    /// <summary>
    /// An address with a scheme and a host that is a name or a number of four parts; a file has a path.
    /// </summary>
    public static bool IsUrl(string text)
    {
        if (text.StartsWith("file:/", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("file://",
            StringComparison.OrdinalIgnoreCase))
            text = "file://" + text[5..]; // file:/path and file:///path are the same (RFC 8089).
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || text.AsSpan().IndexOfAny(" \t<>\"") >= 0
            || !text.Contains("://", StringComparison.Ordinal)) return false;
        if (url.Scheme == "file") return url.AbsolutePath.Length > 1;
        var host = url.OriginalString[(url.Scheme.Length + 3)..];
        host = host[..(host.IndexOfAny(['/', '?', '#']) is var end and >= 0 ? end : host.Length)];
        host = host[(host.LastIndexOf('@') + 1)..];
        if (host.LastIndexOf(':') is var port and > 0 && !host.EndsWith(']')) host = host[..port];
        // A number alone is read as an address by some programs and is the port of a forgotten host in files.
        return host.Length > 0 && !host.All(char.IsAsciiDigit) && url.HostNameType != UriHostNameType.Unknown;
    }

    static bool IsWord(byte c) =>
        c is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z')
        or (byte)'_';
}
