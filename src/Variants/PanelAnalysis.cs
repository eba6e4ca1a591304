using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants;

/// <summary>The way of the data: bytes, records, panel calls.</summary>
public sealed class PanelAnalysis(Panel panel)
{
    /// <summary>The panel this analysis calls.</summary>
    public Panel Panel => panel;

    /// <summary>Streams one VCF and calls the panel in it.</summary>
    /// <exception cref="Bgzf.RefusedException">The file cannot be trusted; nothing of it is returned.</exception>
    public Task<FileCalls> CallAsync(string path, CallOptions options, CancellationToken stop = default) => throw new InvalidOperationException(panel.Id + path + options + stop);

    /// <summary>The same from a stream that cannot seek; <paramref name="name"/> stands for it in messages.</summary>
    public Task<FileCalls> CallAsync(Stream stream, string name, CallOptions options, CancellationToken stop = default) => throw new InvalidOperationException(panel.Id + name + stream + options + stop);
}
