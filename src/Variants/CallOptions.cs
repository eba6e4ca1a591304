namespace Thrombophilia.Variants;

/// <summary>How to reach the panel's records in a file.</summary>
public enum Regions
{
    /// <summary>By an index that is not older than its file, else by reading the whole file.</summary>
    Auto,
    /// <summary>Read the whole file.</summary>
    Scan,
    /// <summary>By the index, or refuse.</summary>
    Index,
}

/// <summary>What the caller of an analysis may choose.</summary>
public sealed record CallOptions
{
    /// <summary>The build the caller states; null lets the file tell.</summary>
    public string? Build { get; init; }
    /// <summary>
    /// Sample names wanted, in this order; null takes all in header order. An unknown name refuses the file.
    /// </summary>
    public IReadOnlyList<string>? Samples { get; init; }
    /// <summary>Scan or index.</summary>
    public Regions Regions { get; init; } = Regions.Auto;
    /// <summary>Path of a BED file of positions proven callable in every sample of the file.</summary>
    public string? CallableBed { get; init; }
    /// <summary>Take silence for the reference. Every row it touched says so.</summary>
    public bool AssumeReference { get; init; }
    /// <summary>Only hot spot rows.</summary>
    public bool HotspotsOnly { get; init; }
    /// <summary>Also tell how much of each gene is proven in each sample: <see cref="FileCalls.Coverage"/>.</summary>
    public bool Coverage { get; init; }
    /// <summary>Told how many bytes of the file on disk lie behind the reader, about once a megabyte of text.</summary>
    public IProgress<long>? Progress { get; init; }
    /// <summary>Inflate workers; 0 lets the machine decide, and small files use none.</summary>
    public int Threads { get; init; }
}
