// The weights from which training starts: rough guesses by hand, so that the first candidates are worth learning from.
export const startWeights = new Map(Object.entries({
  'length': 0.6, 'skip:word': -1.5, 'skip:linked': -2, 'skip:capital': -2.5, 'skip:quoted': -4, 'skip:number': -3.5, 'skip:cue': -1,
  'link:loss': -3, 'link:exact': 0.5, 'link:synonym': -0.7, 'link:part': -0.5, 'link:shared': -0.3, 'link:typo': -1.2, 'link:comment': -1.2, 'near:after': 0.7, 'near:before': 0.7, 'near:other': -0.5,
  'value:loss': -3, 'value:exact': 1, 'value:form': 0.3, 'value:part': -0.6, 'value:unknown': -1.5, 'bare:capital': 0.7, 'bare:quoted': 1.5, 'bare:small-name': -1.5,
  'join:hops': -0.6, 'join:apart': -4, 'tables:bridge': -0.4, 'join:inferred': -0.3, 'path:other': -0.5, 'table:unused': -1.5,
  'rule:mention': -1.5, 'mention:elsewhere': -1.5, 'rule:entity': 0.4, 'rule:column': 0.4, 'rule:referenced': -0.5, 'rule:each-entity': -1, 'rule:count-sum': -1, 'rule:count-value': -1, 'rule:count-column': -0.5, 'rule:without': -0.5,
  'filter:key': -1, 'filter:repeated': -1.5, 'having:=': -1.5, 'limit:loose': -1, 'limit:unordered': -1.5, 'group:idle': -1, 'aggregate:mixed': -2, 'aggregate:senseless': -1.5, 'aggregate:key': -1, 'aggregate:text': -1.5,
  'items:name': 0.5, 'items:id': -1, 'items:all': -0.3, 'items:all-said': 1, 'items:repeated': -1, 'items:fixed': -0.5, 'entity:dropped': -1.5, 'entity:exists': -0.5, 'distinct:joined': -0.5, 'dimension:rank': -0.7, 'moment:rank': -0.6, 'without:empty': -2, 'except:values': -1, 'both:exists': -0.5,
}));
