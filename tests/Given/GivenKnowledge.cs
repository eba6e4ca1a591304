using System.Security.Cryptography;
using System.Text;

namespace Thrombophilia.Given;

/// <summary>
/// The product's own knowledge in a folder of its own, for a test that releases or withdraws a version.
/// </summary>
public sealed class GivenKnowledge : IDisposable
{
    readonly TempFolder folder = new();

    public GivenKnowledge()
    {
        var from = System.IO.Path.Combine(AppContext.BaseDirectory, "panels");
        foreach (var line in File.ReadAllLines(System.IO.Path.Combine(from, "RELEASED.txt"))
            .Where(line => line is not ("" or ['#', ..])))
        {
            var name = line.Split(' ')[0];
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(folder[name])!);
            File.Copy(System.IO.Path.Combine(from, name), folder[name]);
            List(line);
        }
    }

    public string Path => folder.Path;

    public string ListFile => folder["RELEASED.txt"];

    public string this[string name] => folder[name];

    public string Text(string name) => File.ReadAllText(folder[name]);

    /// <summary>Writes <c>area/ID-VERSION.json</c> and its line in the list; a line that it had is replaced.</summary>
    public void Release(string name, string text)
    {
        Withdraw(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(folder[name])!);
        File.WriteAllText(folder[name], text);
        var version = name[(name.LastIndexOf('-') + 1)..^".json".Length];
        List($"{name} {version} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder[name])))}");
    }

    /// <summary>Takes a file and its line away.</summary>
    public void Withdraw(string name)
    {
        if (File.Exists(folder[name])) File.Delete(folder[name]);
        File.WriteAllLines(ListFile, File.ReadAllLines(ListFile).Where(line => line.Split(' ')[0] != name));
    }

    /// <summary>Adds a line to the list as it is.</summary>
    public void List(string line) => File.AppendAllText(ListFile, line + "\n", new UTF8Encoding(false));

    public void Dispose() => folder.Dispose();
}
