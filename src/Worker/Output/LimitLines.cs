using Thrombophilia.Variants.Panels;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Output;

/// <summary>
/// Says on standard error what the rows of a file cannot tell: once for each file whether copies were counted, once for
/// a run which genes have a pseudogene.
/// </summary>
sealed class LimitLines(Panel panel, TextWriter error)
{
    bool said;

    /// <summary>Writes what is to be known of the rows of <paramref name="file"/>.</summary>
    public void Write(string file, bool copyNumberAssessed)
    {
        if (copyNumberAssessed) error.WriteLine(Texts.Get("limit-copy-number-assessed", file));
        else
            error.WriteLine(
                Texts.Get("limit-copy-number-not-assessed", file, string.Join(", ", panel.Genes.Select(g => g.Symbol)),
                string.Concat(
                    panel.Limits.GrossChanges.Select(g => Texts.Get("limit-gross-changes", g.Gene, g.Found, g.Of)))));
        if (said) return;
        said = true;
        foreach (var pseudogene in panel.Limits.Pseudogenes)
            error.WriteLine(
                Texts.Get("limit-pseudogene", pseudogene.Gene, pseudogene.Name, pseudogene.IdentityPercent));
    }
}
