using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Thrombophilia.Variants.Knowledge;

/// <summary>
/// One released file of knowledge, <c>area/ID-VERSION.json</c>, or <c>.tsv</c> for a table. Its content never changes
/// under its version.
/// </summary>
public sealed class KnowledgeFile
{
    const int Sha256Digits = 64;
    readonly string path, listed;
    readonly bool isDraft;
    readonly Lazy<byte[]> bytes;

    KnowledgeFile(string folder, string name, string area, string id, System.Version number, string listed, bool isDraft)
    {
        (Name, Area, Id, Number, this.listed, this.isDraft) = (name, area, id, number, listed, isDraft);
        path = Path.Combine(folder, name);
        bytes = new(
            () => File.Exists(path) ? File.ReadAllBytes(path)
                : throw Wrong("a file, since it is released, found nothing"));
    }

    /// <summary>Folder, id and version as the list of released files writes them.</summary>
    public string Name { get; }
    /// <summary>Folder inside <c>panels</c>.</summary>
    public string Area { get; }
    /// <summary>What the versions of a file have in common.</summary>
    public string Id { get; }
    /// <summary>Three numbers joined by points.</summary>
    public string Version => Number.ToString();
    /// <summary>SHA-256 of its bytes, lower-case hexadecimal. Worked out when it is asked for.</summary>
    /// <exception cref="InvalidDataException">It is not the listed one: the file was changed after its
    /// release, and is not read as a draft.</exception>
    public string Sha256 =>
        Convert.ToHexStringLower(SHA256.HashData(Bytes)) is var found && (isDraft || found == listed) ? found
        : throw Wrong($"the released bytes, SHA-256 {listed}, found {found}");

    /// <summary>The SHA-256 that the list states. Working it out costs more than reading the file.</summary>
    internal string ListedSha256 => listed;
    internal System.Version Number { get; }
    internal byte[] Bytes => bytes.Value;

    /// <summary>Reads the content by <paramref name="read"/>.</summary>
    /// <exception cref="InvalidDataException">
    /// It is no JSON, not what <paramref name="read"/> asks for, or of another id or version than its name.
    /// </exception>
    public T Read<T>(Func<StrictJson, T> read) where T : class => StrictJson.Document(Bytes, Name, j =>
    {
        var (id, version) = (j.Peek("id") ?? Id, j.Peek("version") ?? Version);
        return id == Id && version == Version ? read(j) : throw Wrong($"{Id}@{Version}, but it holds {id}@{version}");
    });

    /// <summary>The text of a table.</summary>
    /// <exception cref="InvalidDataException">It is no UTF-8, or was changed after its release.</exception>
    public string ReadText() =>
        Sha256.Length > 0 && Utf8.IsValid(Bytes) ? Encoding.UTF8.GetString(Bytes) : throw Wrong("UTF-8");

    /// <summary>Throws unless <paramref name="good"/>.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public void Demand(bool good, string otherwise)
    {
        if (!good) throw new InvalidDataException($"{Name}: {otherwise}");
    }

    /// <summary>A line of the list of released files; null when it is none.</summary>
    internal static KnowledgeFile? Listed(string folder, string line, bool isDraft)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields is not [var name, var version, { Length: Sha256Digits } sha256]) return null;
        if (!System.Version.TryParse(version, out var number) || number is not { Build: >= 0, Revision: < 0 })
            return null;
        var slash = name.LastIndexOf('/');
        if (number.ToString() != version || slash < 1) return null;
        var (area, file) = (name[..slash], name[(slash + 1)..]);
        var end = $"-{number}.{(file.EndsWith(".tsv", StringComparison.Ordinal) ? "tsv" : "json")}";
        if (!file.EndsWith(end, StringComparison.Ordinal)) return null;
        var id = file[..^end.Length];
        return id.Length == 0 ? null : new KnowledgeFile(folder, name, area, id, number, sha256, isDraft);
    }

    InvalidDataException Wrong(string expected) => new($"{path}: expected {expected}.");
}
