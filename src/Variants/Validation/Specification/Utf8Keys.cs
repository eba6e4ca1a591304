namespace Thrombophilia.Variants.Validation.Specification;

/// <summary>Compares keys as bytes, so that a key of a line is looked up without making a string of it.</summary>
sealed class Utf8Keys : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static Utf8Keys Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj) => GetHashCode((ReadOnlySpan<byte>)obj);

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        // Keys are short and few, and the header that a sender controls is small: speed counts here, not resistance.
        var hash = 2166136261u;
        foreach (var b in alternate) hash = (hash ^ b) * 16777619;
        return (int)hash;
    }
}
