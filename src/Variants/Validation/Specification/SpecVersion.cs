namespace Thrombophilia.Variants.Validation.Specification;

/// <summary>The version of VCF by which a file is judged, 4.0 to 4.5.</summary>
readonly record struct SpecVersion(int Minor)
{
    const string Prefix = "VCFv4.";

    /// <summary>Reads the value of <c>##fileformat</c>; false where it is none of the versions known here.</summary>
    public static bool TryRead(string text, out SpecVersion version)
    {
        var known = text.Length == Prefix.Length + 1 && text.StartsWith(Prefix, StringComparison.Ordinal)
            && text[^1] is >= '0' and <= '5';
        version = new SpecVersion(known ? text[^1] - '0' : 0);
        return known;
    }

    public bool From(int minor) => Minor >= minor;

    public override string ToString() => FormattableString.Invariant($"{Prefix}{Minor}");
}
