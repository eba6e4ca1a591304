using System.Globalization;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Benchmarks.Inputs;

/// <summary>
/// Folders of distinct files of one person each. A folder has its name only when all its files are in it, and is kept
/// for the next run.
/// </summary>
static class SmallFolders
{
    /// <summary>Records of a file that holds the hot spots and little else.</summary>
    public const int FewRecords = 20;

    /// <summary>About 310 records each, compressed.</summary>
    public static string Bgzf(string data, int files, PanelBuild build) =>
        Kept(data, "small", files, folder => GenerateVerb.Small(folder, files, InputPlan.UsualSeed, build));

    /// <summary>Exactly <see cref="FewRecords"/> records each, plain text.</summary>
    public static string Text(string data, int files, PanelBuild build) => Kept(data, "light", files, folder =>
    {
        Directory.CreateDirectory(folder);
        var windows = Few(build);
        var made = 0;
        for (var seed = InputPlan.UsualSeed; made < files; seed++)
        {
            var text = new MemoryStream();
            new InputWriter(new InputPlan(Shape.Full, 1, 1, seed, build), windows).WriteText(text);
            // A record too near to a hot spot is not written; a file with one record less is left out.
            if (Records(text.ToArray()) != FewRecords) continue;
            var name = string.Create(CultureInfo.InvariantCulture, $"person{made++:D5}.vcf");
            File.WriteAllBytes(Path.Combine(folder, name), text.ToArray());
        }
    });

    // The stretches share out what they are given and round down: the longest takes what is left.
    static Window[] Few(PanelBuild build)
    {
        var others = FewRecords - build.Contigs.Sum(c => c.HotSpots.Count);
        var windows = Sites.Targeted(build, others).OrderByDescending(w => w.Length).ToArray();
        windows[0] = windows[0] with { Records = others - windows[1..].Sum(w => w.Records) };
        return windows;
    }

    static string Kept(string data, string name, int files, Action<string> make)
    {
        var plan =
            string.Create(CultureInfo.InvariantCulture,
            $"{name}.{files}.seed{InputPlan.UsualSeed}.r{InputPlan.Revision}");
        var folder = Path.Combine(data, plan);
        if (Directory.Exists(folder)) return folder;
        make(folder + ".part");
        Directory.Move(folder + ".part", folder);
        return folder;
    }

    static int Records(ReadOnlySpan<byte> text)
    {
        var records = 0;
        foreach (var line in text.Split((byte)'\n'))
            if (text[line] is [not (byte)'#', ..]) records++;
        return records;
    }
}
