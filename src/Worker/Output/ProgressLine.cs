using System.Globalization;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Output;

/// <summary>
/// A line on a terminal with the progress of a file. It appears after one second and is erased at the end.
/// </summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="file">Name of the file.</param>
/// <param name="bytes">Its length.</param>
/// <param name="time">The clock.</param>
/// <param name="columns">How wide the terminal is: a longer line would wrap, and leave its first part behind.</param>
sealed class ProgressLine(TextWriter terminal, string file, long bytes, TimeProvider time, int columns = 80)
    : IProgress<long>, IDisposable
{
    static readonly TimeSpan Silent = TimeSpan.FromSeconds(1), Between = TimeSpan.FromMilliseconds(200);
    const int Cells = 30;
    readonly long begun = time.GetTimestamp();
    long shownAt;
    int width;
    bool isOver;

    /// <summary>
    /// A progress line; null where there is no terminal or the length of the file is not known.
    /// </summary>
    public static ProgressLine? For(string file, TextWriter terminal) =>
        Console.IsErrorRedirected || file == "-" || !File.Exists(file) ? null
        : new ProgressLine(terminal, file, new FileInfo(file).Length, TimeProvider.System,
            StandardStream.Columns() ?? 80);

    public void Report(long value)
    {
        if (isOver || bytes <= 0 || time.GetElapsedTime(begun) < Silent
            || (width > 0 && time.GetElapsedTime(shownAt) < Between)) return;
        shownAt = time.GetTimestamp();
        var share = Math.Clamp((double)value / bytes, 0, 1);
        var full = (int)(share * Cells);
        var bar = string.Create(CultureInfo.InvariantCulture,
            $"  [{new string('#', full)}{new string('.', Cells - full)}] {share,4:P0}");
        // The last column stays free: some terminals go on to the next line there.
        var line = Cut(file, columns - 1 - bar.Length) + bar;
        Show(TextTable.Width(line) < columns ? line : bar[^4..]);
    }

    // The end of a name tells more than its folders.
    static string Cut(string name, int room)
    {
        if (TextTable.Width(name) <= room) return name;
        var from = 0;
        while (from < name.Length && TextTable.Width(name[from..]) >= room) from++;
        return from < name.Length ? "…" + name[from..] : "";
    }

    public void Dispose()
    {
        isOver = true;
        if (width > 0) Show("");
    }

    void Show(string line)
    {
        terminal.Write("\r" + line.PadRight(width) + (line.Length == 0 ? "\r" : ""));
        terminal.Flush();
        width = line.Length;
    }
}
