using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Thrombophilia.House;

/// <summary>The repository as text.</summary>
static class Tree
{
    public static string Root { get; } = Find();

    /// <summary>Files below a folder of the repository, without what the build makes.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !Regex.IsMatch(Path.GetRelativePath(Root, f), @"(^|[/\\])(bin|obj|Migrations)[/\\]"));

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    /// <summary>The text of a source file without its comments.</summary>
    public static string Code(string file) =>
        Regex.Replace(File.ReadAllText(file), @"//[^\n]*|/\*.*?\*/|@\*.*?\*@", "", RegexOptions.Singleline);

    static string Find([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "../../.."));
}
