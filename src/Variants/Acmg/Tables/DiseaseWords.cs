using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Variants.Acmg.Tables;

/// <summary>Whether the disease that a source names is the panel's own, by words that are knowledge.</summary>
sealed class DiseaseWords
{
    const string FileId = "disease-words";
    readonly string[] own, unstated;

    DiseaseWords(StrictJson j)
    {
        _ = (j.Text("id"), j.Text("version"), j.Text("title"), j.List("sources", Source.Of));
        (own, unstated) = (j.Texts("own"), j.Texts("unstated"));
    }

    /// <summary>The newest released list.</summary>
    /// <exception cref="InvalidDataException">None is released.</exception>
    public static DiseaseWords Load(KnowledgeFolder knowledge) =>
        knowledge.Demand(Classifier.Area, FileId).Read(j => new DiseaseWords(j));

    /// <summary>One of <see cref="Verdict.Diseases"/> for the diseases that a source names, separated by bars.</summary>
    public string For(string diseases)
    {
        string[] named = [.. diseases.Replace('_', ' ').ToLowerInvariant().Split('|')
            .Where(name => !unstated.Contains(name.Trim()))];
        return named.Length == 0 ? "unstated"
            : named.Any(name => own.Any(word => name.Contains(word, StringComparison.Ordinal))) ? "thrombophilia"
            : "other";
    }
}
