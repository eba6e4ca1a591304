using System.Globalization;

namespace Thrombophilia.Worker.Output;

/// <summary>
/// A line on a terminal with the progress of a file. It appears after one second and is erased at the end.
/// </summary>
sealed class ProgressLine(TextWriter terminal, string file, long bytes, TimeProvider time)
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
        : new ProgressLine(terminal, file, new FileInfo(file).Length, TimeProvider.System);

    public void Report(long value)
    {
        if (isOver || bytes <= 0 || time.GetElapsedTime(begun) < Silent
            || (width > 0 && time.GetElapsedTime(shownAt) < Between)) return;
        shownAt = time.GetTimestamp();
        var share = Math.Clamp((double)value / bytes, 0, 1);
        var full = (int)(share * Cells);
        Show(string.Create(CultureInfo.InvariantCulture,
            $"{file}  [{new string('#', full)}{new string('.', Cells - full)}] {share,4:P0}"));
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
