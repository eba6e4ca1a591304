using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Variants.Panels;

/// <summary>A variant that a source names both ways.</summary>
/// <param name="Name">The older name.</param>
/// <param name="Residue">Residue counted from the start codon, as HGVS does.</param>
/// <param name="Number">The same residue in the older name.</param>
sealed record NumberPair(string Name, int Residue, int Number);

/// <summary>A protein whose residues were counted from the first one of its mature form.</summary>
/// <param name="Gene">HGNC symbol of the panel gene.</param>
/// <param name="ResiduesBeforeMature">Residues of signal peptide and propeptide, which the mature protein has
/// lost.</param>
/// <param name="Pairs">Variants that the sources name both ways.</param>
/// <param name="Sources">Keys of the sources.</param>
sealed record MatureProtein(string Gene, int ResiduesBeforeMature, IReadOnlyList<NumberPair> Pairs,
    IReadOnlyList<string> Sources)
{
    /// <summary>
    /// The older number of a residue that HGVS counts from 1; what lies before the mature protein counts backwards from
    /// -1, and no residue is 0.
    /// </summary>
    public int Number(int residue) =>
        residue > ResiduesBeforeMature ? residue - ResiduesBeforeMature : residue - ResiduesBeforeMature - 1;
}

/// <summary>How residues were counted before HGVS, of the genes of a panel for which that is known.</summary>
/// <param name="Version">Version of what is stated; empty where nothing is.</param>
/// <param name="Sources">Where it comes from.</param>
/// <param name="Proteins">Genes whose older numbers are known.</param>
sealed record LegacyNumbering(string Version, IReadOnlyList<Source> Sources,
    IReadOnlyList<MatureProtein> Proteins)
{
    /// <summary>The numbers of a gene; null where they are not known.</summary>
    public MatureProtein? Of(string gene)
    {
        foreach (var protein in Proteins)
            if (protein.Gene == gene) return protein;
        return null;
    }

    /// <summary>The numbers of a panel; a panel without a file of them states none.</summary>
    internal static LegacyNumbering Load(KnowledgeFile? file, Panel panel)
    {
        if (file is null) return new LegacyNumbering("", [], []);
        var numbering = file.Read(Of);
        foreach (var protein in numbering.Proteins)
        {
            if (!panel.Genes.Any(g => g.Symbol == protein.Gene))
                throw new InvalidDataException($"{file.Name}: panel {panel.Id} has no gene {protein.Gene}.");
            if (numbering.Proteins.Count(p => p.Gene == protein.Gene) > 1)
                throw new InvalidDataException($"{file.Name}: {protein.Gene} stands twice.");
            // A number that is wrong by one names another variant.
            if (protein.Pairs.Count == 0)
                throw new InvalidDataException($"{file.Name}: {protein.Gene} has no variant that is named both ways.");
            foreach (var pair in protein.Pairs)
                if (protein.Number(pair.Residue) is var number && number != pair.Number)
                    throw new InvalidDataException(
                        $"{file.Name}: {protein.Gene} {pair.Name} is residue {pair.Residue}, which would be {number}.");
        }
        return numbering;
    }

    static LegacyNumbering Of(StrictJson j)
    {
        j.Text("id");
        j.Text("title");
        j.TextOrNull("note");
        return new LegacyNumbering(j.Text("version"), j.List("sources", Source.Of),
            j.List("genes", g => new MatureProtein(g.Text("gene"), g.WholeNumber("residuesBeforeMature"),
                g.List("pairs", p => new NumberPair(p.Text("name"), p.WholeNumber("residue"), p.WholeNumber("number"))),
                    g.Texts("sources"))));
    }
}
