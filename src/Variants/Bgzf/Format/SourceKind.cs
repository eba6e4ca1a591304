namespace Thrombophilia.Variants.Bgzf.Format;

/// <summary>What a file is by its content; names do not count.</summary>
public enum SourceKind
{
    /// <summary>Not yet read.</summary>
    Unknown,
    /// <summary>Uncompressed text. It has no end mark.</summary>
    Text,
    /// <summary>Plain gzip (RFC 1952).</summary>
    Gzip,
    /// <summary>Blocked gzip (SAM specification 4.1).</summary>
    Bgzf,
}
