using System.Security.Cryptography;
using System.Text;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Variants.Knowledge;
using Xunit;

namespace Thrombophilia.Lims.Tests.Decisions;

/// <summary>A copy of the shipped tables with changes, in a folder of its own and released there.</summary>
sealed class EditedTables : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("rules-").FullName;

    public EditedTables(string table, Func<byte[], byte[]> edit)
    {
        var list = new StringBuilder();
        foreach (var file in GivenClinical.Rules.Files)
        {
            var bytes = File.ReadAllBytes(Path.Combine(GivenClinical.Knowledge.Path, file.Name));
            if (file.Id == table) bytes = edit(bytes);
            Directory.CreateDirectory(Path.Combine(folder, file.Area));
            File.WriteAllBytes(Path.Combine(folder, file.Name), bytes);
            list.Append(file.Name).Append(' ').Append(file.Version).Append(' ')
                .Append(Convert.ToHexStringLower(SHA256.HashData(bytes))).Append('\n');
        }
        File.WriteAllText(Path.Combine(folder, KnowledgeFolder.ListName), list.ToString());
    }

    public string PathOf(string table) => Path.Combine(folder, Name(table));

    public ClinicalRules Load() => ClinicalRules.Load(new KnowledgeFolder(folder));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static string Name(string table) => GivenClinical.Knowledge.Demand("clinical", table).Name;

    /// <summary>What the loader says of a changed table.</summary>
    public static string Refusal(string table, Func<string, string> edit)
    {
        using var tables = new EditedTables(table, bytes => Encoding.UTF8.GetBytes(edit(Encoding.UTF8.GetString(bytes))));
        return Assert.Throws<InvalidDataException>(tables.Load).Message;
    }

    /// <summary>What the loader says of one changed cell.</summary>
    public static string Refusal(string table, string id, string column, string value) =>
        Refusal(table, text => WithCell(text, id, column, value));

    /// <summary>The line of a row, from 1.</summary>
    public static int LineOf(string table, string id) => 2 + GivenClinical.Table(table).Select(row => row.Values)
        .TakeWhile(cells => !cells.Take(3).Contains(id)).Count();

    static string WithCell(string text, string id, string column, string value)
    {
        var lines = text.Split('\n');
        var columns = lines[0].Split('\t');
        var at = Array.FindIndex(lines, 1, line => line.Split('\t').Take(3).Contains(id));
        var cells = lines[at].Split('\t');
        cells[Array.IndexOf(columns, column)] = value;
        lines[at] = string.Join('\t', cells);
        return string.Join('\n', lines);
    }
}
