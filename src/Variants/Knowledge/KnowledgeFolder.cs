namespace Thrombophilia.Variants.Knowledge;

/// <summary>
/// The folder <c>panels</c>. A file of it is released when <c>RELEASED.txt</c> lists it with its version and SHA-256;
/// any other file is a draft. Of each id the newest released version is in force. Versions compare number by number:
/// 1.10.0 is newer than 1.9.0.
/// </summary>
public sealed class KnowledgeFolder
{
    /// <summary>The list of released files.</summary>
    public const string ListName = "RELEASED.txt";

    readonly List<KnowledgeFile> files = [];

    /// <summary>
    /// Reads the list of released files in <paramref name="path"/>, or in the folder <c>panels</c> beside the program.
    /// </summary>
    /// <param name="path">The folder; null for the one beside the program.</param>
    /// <param name="isDraft">Somebody tries changes: a file may be another than the list says.</param>
    /// <exception cref="InvalidDataException">There is no list, or a line of it is not understood.</exception>
    public KnowledgeFolder(string? path = null, bool isDraft = false)
    {
        Path = path ?? Beside;
        var list = System.IO.Path.Combine(Path, ListName);
        if (!File.Exists(list))
            throw new InvalidDataException($"{list}: expected the list of released files, found nothing.");
        var number = 0;
        foreach (var line in File.ReadAllLines(list))
        {
            number++;
            if (line is "" or ['#', ..]) continue;
            var file = KnowledgeFile.Listed(Path, line, isDraft)
                ?? throw Wrong($"'area/ID-VERSION.json VERSION SHA-256', found '{line}'");
            foreach (var other in files)
                if (other.Name == file.Name) throw Wrong($"'{file.Name}' once, found it again");
            files.Add(file);
        }
        files.Sort((a, b) => a.Number.CompareTo(b.Number));

        InvalidDataException Wrong(string expected) => new($"{list}, line {number}: expected {expected}.");
    }

    /// <summary>The folder of knowledge beside the program.</summary>
    public static string Beside { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "panels");

    /// <summary>Where the folder is.</summary>
    public string Path { get; }

    /// <summary>The version in force; null when no version of it is released.</summary>
    /// <param name="area">Folder inside <c>panels</c>.</param>
    /// <param name="id">Id of the file.</param>
    public KnowledgeFile? Newest(string area, string id)
    {
        for (var i = files.Count - 1; i >= 0; i--)
            if (files[i].Area == area && files[i].Id == id) return files[i];
        return null;
    }

    /// <summary>The version in force of a file that the product cannot do without.</summary>
    /// <exception cref="InvalidDataException">No version of it is released.</exception>
    public KnowledgeFile Demand(string area, string id) => Newest(area, id)
        ?? throw new InvalidDataException(
            $"{System.IO.Path.Combine(Path, ListName)}: expected a released version of '{area}/{id}', found none.");

    /// <summary>All released versions of all ids of an area that begin so, oldest version first.</summary>
    /// <param name="area">Folder inside <c>panels</c>.</param>
    /// <param name="prefix">How the ids begin.</param>
    public IEnumerable<KnowledgeFile> Versions(string area, string prefix) =>
        files.Where(file => file.Area == area && file.Id.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The versions in force of all ids of an area that begin so, by id.</summary>
    /// <param name="area">Folder inside <c>panels</c>.</param>
    /// <param name="prefix">How the ids begin.</param>
    public IEnumerable<KnowledgeFile> InForce(string area, string prefix) =>
        Versions(area, prefix).GroupBy(file => file.Id).Select(versions => versions.Last())
        .OrderBy(file => file.Id, StringComparer.Ordinal);

    /// <summary>The folders inside <c>panels</c> that have a released file.</summary>
    public IEnumerable<string> Areas => files.Select(file => file.Area).Distinct().Order(StringComparer.Ordinal);

    /// <summary>A file of this name, <c>area/ID-VERSION.json</c>, is listed.</summary>
    public bool Lists(string name) => files.Exists(file => file.Name == name);

    /// <summary>Compares the bytes of every released file with the list.</summary>
    /// <exception cref="InvalidDataException">A file is gone or was changed after its release.</exception>
    public void Prove()
    {
        foreach (var file in files) _ = file.Sha256;
    }
}
