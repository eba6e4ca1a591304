using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Lims.Clinic.Requests.Forms;

/// <summary>Reads the file of forms, strictly: what is unknown, missing or said twice is refused with its place.</summary>
static class FormLoading
{
    /// <summary>The forms of every released version, the oldest first.</summary>
    /// <exception cref="InvalidDataException">A file is not understood, or a form of the newest asks for what nobody is asked.</exception>
    public static List<RequestForm> Load(KnowledgeFolder knowledge, string area, ClinicalRules clinical)
    {
        var newest = knowledge.Demand(area, "forms");
        var forms = knowledge.Versions(area, "forms").Where(file => file.Id == "forms")
            .SelectMany(file => file.Read(j => Of(j, clinical, isInForce: file == newest))).ToList();
        newest.Demand(forms.Where(f => f.Version == newest.Version).Select(f => f.Id).Order().SequenceEqual(RequestForm.All.Order()),
            $"expected the forms {string.Join(", ", RequestForm.All)}");
        return forms;
    }

    static RequestForm[] Of(StrictJson j, ClinicalRules clinical, bool isInForce)
    {
        _ = (j.Text("id"), j.Text("title"), j.TextOrNull("note"));
        var version = j.Text("version");
        string[] sources = [.. j.List("sources", Source.Of).Select(s => s.Id)];
        return j.List("forms", f =>
        {
            if (f.Texts("sources") is not { Length: > 0 } named || !named.All(sources.Contains))
                throw f.Wrong("sources of this file", "sources");
            var form = new RequestForm(f.Text("id"), version, TextOf(f),
                f.List("sections", s => new FormSection(s.Text("id"), TextOf(s), s.List("fields", x => FieldOf(x, clinical, isInForce)))));
            var twice = form.Fields.GroupBy(x => x.Id).FirstOrDefault(group => group.Skip(1).Any());
            return twice is null ? form : throw f.Wrong($"'{twice.Key}' once");
        });
    }

    static FormField FieldOf(StrictJson j, ClinicalRules clinical, bool isInForce)
    {
        var (id, kind) = (j.Text("id"), j.Code<FieldKind>("kind", KnowledgeCodes.Of));
        var question = clinical.Picture.Question(id);
        if (kind == FieldKind.Fact)
            // A version that is not in force any more may have asked for a fact that is gone.
            return question is null && isInForce ? throw j.Wrong("a fact that the clinical picture asks for", "id")
                : new(id, kind, question?.Words ?? Words.Same(id), null, "", false, false, [], question);
        if (question is not null) throw j.Wrong("an id that no fact has", "id");
        var options = j.ListOrNull("options", o => new FieldOption(o.Text("id"), TextOf(o))) ?? [];
        if ((kind is FieldKind.Choice or FieldKind.Choices) != (options.Length > 1))
            throw j.Wrong("two options at least for a choice, else none");
        if (options.Select(o => o.Id).Distinct().Count() != options.Length
            || options.Any(o => o.Id.Contains('+', StringComparison.Ordinal)))
            throw j.Wrong("different ids of options, without a plus");
        var (hintEn, hintZh, unit) = (j.TextOrNull("hintEn"), j.TextOrNull("hintZh"), j.TextOrNull("unit") ?? "");
        if (hintEn is null != hintZh is null) throw j.Wrong("a hint in both languages");
        if (unit.Length > 0 && kind != FieldKind.Number) throw j.Wrong("a unit at a number only", "unit");
        return new(id, kind, TextOf(j), hintEn is null ? null : new(hintEn, hintZh!), unit, j.FlagOrNull("required") ?? false,
            j.FlagOrNull("secret") ?? false, options, null);
    }

    static Words TextOf(StrictJson j) => new(j.Text("en"), j.Text("zh"));
}
