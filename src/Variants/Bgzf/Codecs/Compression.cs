namespace Thrombophilia.Variants.Bgzf.Codecs;

/// <summary>Which implementation of DEFLATE works in this process.</summary>
public static class Compression
{
    /// <summary>The environment variable that keeps to .NET's own inflater when its value is <c>builtin</c>.</summary>
    public const string Variable = "THROMBOPHILIA_INFLATE";

    /// <summary>For example <c>libdeflate.so.0</c>, or <c>.NET</c> for the built-in one.</summary>
    public static string Library => UsesLibdeflate ? Libdeflate.Name! : ".NET";

    internal static bool UsesLibdeflate { get; } =
        Environment.GetEnvironmentVariable(Variable) != "builtin" && Libdeflate.IsHere;

    /// <summary>An inflater for one thread at a time.</summary>
    internal static Inflater NewInflater(bool builtIn = false) =>
        UsesLibdeflate && !builtIn ? new LibdeflateInflater() : new BuiltInInflater();

    /// <summary>A deflater for one thread at a time.</summary>
    internal static Deflater NewDeflater(bool builtIn = false) =>
        UsesLibdeflate && !builtIn ? new LibdeflateDeflater() : new BuiltInDeflater();
}
