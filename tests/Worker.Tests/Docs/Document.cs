using System.Runtime.CompilerServices;

namespace Thrombophilia.Worker.Tests.Docs;

/// <summary>A command of a <c>console</c> block, and what the page shows below it.</summary>
/// <param name="Page">Path of the page in the repository.</param>
/// <param name="Line">Line of the command, the first being 1.</param>
/// <param name="Text">The command without its prompt.</param>
/// <param name="Shown">The output as the page shows it; empty where it shows none.</param>
internal sealed record DocumentedCommand(string Page, int Line, string Text, IReadOnlyList<string> Shown)
{
    public override string ToString() => $"{Page}:{Line}: {Text}";
}

/// <summary>A fenced block of a page.</summary>
/// <param name="Kind">The word behind the fence.</param>
/// <param name="Line">Line of the fence, the first being 1.</param>
/// <param name="Lines">The lines between the fences.</param>
internal sealed record Block(string Kind, int Line, IReadOnlyList<string> Lines);

/// <summary>A page of the documentation: its blocks, its commands and its links.</summary>
internal sealed class Document(string page)
{
    const string Fence = "```";
    const string Prompt = "$ ";

    public static string Root { get; } = FindRoot();

    public string Page { get; } = page;

    public string FullPath => Path.Combine(Root, Page);

    /// <summary>The README, the examples and every page below <c>docs</c>.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        "README.md",
        "examples/README.md",
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public IReadOnlyList<Block> Blocks()
    {
        var blocks = new List<Block>();
        var (lines, begin) = (File.ReadAllLines(FullPath), -1);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal)) continue;
            if (begin >= 0) blocks.Add(new(lines[begin][Fence.Length..], begin + 1, lines[(begin + 1)..i]));
            begin = begin < 0 ? i : -1;
        }
        return begin < 0 ? blocks : throw new InvalidDataException($"{Page}:{begin + 1}: the block is not closed");
    }

    public IReadOnlyList<DocumentedCommand> Commands()
    {
        var commands = new List<DocumentedCommand>();
        foreach (var block in Blocks().Where(b => b.Kind == "console"))
        {
            var starts = Enumerable.Range(0, block.Lines.Count)
                .Where(i => block.Lines[i].StartsWith(Prompt, StringComparison.Ordinal)).ToList();
            if (starts is not [0, ..])
                throw new InvalidDataException($"{Page}:{block.Line}: the block does not begin with a command");
            foreach (var (start, end) in starts.Zip(starts.Skip(1).Append(block.Lines.Count)))
                commands.Add(new(Page, block.Line + 1 + start, block.Lines[start][Prompt.Length..],
                    [.. block.Lines.Take(end).Skip(start + 1).Select(line => line.TrimEnd())]));
        }
        return commands;
    }

    /// <summary>Puts other output below some commands of the page.</summary>
    public void Rewrite(IEnumerable<(DocumentedCommand Command, IReadOnlyList<string> Output)> changes)
    {
        var lines = File.ReadAllLines(FullPath).ToList();
        foreach (var (command, output) in changes.OrderByDescending(change => change.Command.Line))
        {
            lines.RemoveRange(command.Line, command.Shown.Count);
            lines.InsertRange(command.Line, output);
        }
        File.WriteAllText(FullPath, string.Join('\n', lines) + "\n");
    }

    static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = Directory.GetParent(here);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Thrombophilia.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests are not in the repository.");
    }
}
