using System.Runtime.CompilerServices;
using Xunit;

namespace Thrombophilia.Given;

/// <summary>
/// The test material that is too large for the repository: a folder <c>shared</c> beside it, or the one that
/// THROMBOPHILIA_MATERIAL names.
/// </summary>
public static class Material
{
    /// <summary>Where it lies; null where this machine has none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>A file of the material; skips the test where it is absent.</summary>
    public static string File(string relative)
    {
        var path = Folder is null ? null : Path.Combine(Folder, relative);
        if (path is null || !System.IO.File.Exists(path))
            Assert.Skip($"The test material has no {relative} here; set THROMBOPHILIA_MATERIAL to its folder.");
        return path;
    }

    static string? Find([CallerFilePath] string here = "")
    {
        if (Environment.GetEnvironmentVariable("THROMBOPHILIA_MATERIAL") is { Length: > 0 } named)
            return Directory.Exists(named) ? named : null;
        var root = Directory.GetParent(here);
        while (root is not null && !System.IO.File.Exists(Path.Combine(root.FullName, "Thrombophilia.sln")))
            root = root.Parent;
        var beside = root?.Parent is null ? null : Path.Combine(root.Parent.FullName, "shared");
        return Directory.Exists(beside) ? beside : null;
    }
}
