using Thrombophilia.Variants.Panels;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Output;

/// <summary>
/// Writes to standard error what the rows cannot tell: for each file whether copy number was assessed, and once per run
/// which genes have a pseudogene.
/// </summary>
sealed class LimitLines(Panel panel, TextWriter error)
{
    bool said;

    /// <summary>Writes the limits of the rows of <paramref name="file"/>.</summary>
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
