namespace Thrombophilia.Variants.Bgzf.Reading;

/// <summary>How a source works inside; the text is the same with all of them.</summary>
/// <param name="Workers">Inflating tasks; 0 lets the machine decide.</param>
/// <param name="BuiltIn">Keep to .NET's inflater.</param>
/// <param name="InlineLength">Compressed files of at most this many bytes are inflated where the caller stands.</param>
readonly record struct SourceSettings(int Workers = 0, bool BuiltIn = false,
    int InlineLength = SourceSettings.SmallFile)
{
    /// <summary>Below this, tasks cost more than they save.</summary>
    internal const int SmallFile = 256 * 1024;

    /// <summary>More inflaters than this outrun any consumer.</summary>
    const int MostWorkers = 4;

    internal int WorkerCount => Workers > 0 ? Workers : Math.Min(Environment.ProcessorCount, MostWorkers);
}
