/**
 * @file All that findings say, in Hindi with English technical terms, as it is taught. Complete by type; the numbers of each sentence are
 * those of the English one. A clause completes the sentences that it stands in: what is expected goes before "चाहिए".
 */
import type { Wording } from './messages.ts';
import { HINDI_TITLES } from './titles.hi.ts';

export const HINDI: Wording = {
  locale: 'hi',
  titles: HINDI_TITLES,
  sentences: {
    // the document
    layer_unknown: '{name} "{layer}" प्रकार का block है, जिसे यह version नहीं जानता। Document में वह वैसा ही बना रहेगा; train करने के लिए उसे बदलें।',
    setting_invalid: '{name}: {setting} का मान {got} है, जबकि {expected} चाहिए।',
    setting_unknown: '{name}: {layer} में "{setting}" नाम की कोई setting नहीं होती; वह file में बनी रहेगी, पर उसका कोई असर नहीं होगा।',
    node_id_duplicate: 'दो blocks की id "{id}" है। हर block को अपनी अलग id दें।',
    node_name_duplicate: 'दो blocks का नाम "{name}" है। एक का नाम बदलें: model file में tensors के नाम इन्हीं से बनते हैं।',
    edge_dangling: '{from} से {to} तक एक wire है, पर {missing} मौजूद नहीं है। Wire हटा दें।',
    port_taken: '{name}: input "{port}" में {count} wires हैं, जबकि वह एक ही लेता है। एक wire हटाएँ या उन्हें Add से जोड़ें।',
    port_open: '{name}: input "{port}" में कोई wire नहीं है। उससे कोई block जोड़ें, या {name} हटा दें।',
    output_unused: '{name} आगे कहीं नहीं जाता: उसका output कोई इस्तेमाल नहीं करता, इसलिए वह training में शामिल नहीं होगा{others}।',
    bypass_ignored:
      '{name} को bypass किया गया है, पर {layer} bypass नहीं हो सकता: data का network में आना और loss पर उसका अंत होना ज़रूरी है। वह जैसा है वैसा ही काम करेगा।',
    cycle: 'Wires से एक चक्र बन गया है: {path}। इनमें से एक हटाएँ; network को input से loss की ओर ही जाना चाहिए।',
    input_missing: 'Network में कोई Input नहीं है। Data के आने के लिए एक Input block जोड़ें।',
    loss_missing: 'Network में कोई loss नहीं है। Train करने के लिए आख़िरी layer के बाद इनमें से एक जोड़ें: {suggestion}।',
    loss_many: 'Network में {count} losses हैं ({names}), जबकि training एक ही से होती है। बाकी हटा दें।',
    parameters_missing: 'Input और loss के बीच सीखने वाला कुछ भी नहीं है। एक Linear block जोड़ें।',
    training_invalid: 'Training setting {setting} का मान {got} है, जबकि {expected} चाहिए।',
    training_unknown: 'Training में यहाँ "{setting}" नाम की कोई setting नहीं है; वह file में बनी रहेगी, पर उसका कोई असर नहीं होगा।',
    // shapes
    shape_mismatch: '{from} का output {given} है, पर {to} को {expected} चाहिए। {hint}',
    add_shapes_differ:
      '{name} में {firstNode} से {first} और {secondNode} से {second} जुड़ रहे हैं; जोड़ने के लिए shapes एक जैसे होने चाहिए। दोनों branches की width बराबर करें, जैसे छोटी branch में एक Linear लगाकर।',
    data_width: '{name} हर row में {expected} numbers लेता है, पर data {data} में {got} हैं। उसका shape {shape} करें।',
    data_width_shared: '{names} मिलकर हर row में {expected} numbers लेते हैं, पर data {data} में {got} हैं। इनके shapes ऐसे बदलें कि कुल {got} हो जाए।',
    classes_too_few:
      '{name} को {from} से {got} outputs मिलते हैं, पर data {data} में {expected} classes हैं। आख़िरी Linear का out_features {expected} करें।',
    targets_width:
      '{name} को {from} से {got} outputs मिलते हैं, पर data {data} की हर row में {expected} target values हैं। आख़िरी Linear का out_features {expected} करें।',
    task_mismatch: '{loss} {lossTask} के लिए है, पर data {data} {dataTask} के लिए है। {suggestion} इस्तेमाल करें।',
    softmax_before_loss:
      '{name} Softmax लगाता है, और उसके बाद {loss} अपना Softmax फिर लगाता है। {name} हटा दें: दो बार लगाने से gradient दब जाता है।',
    memory_exceeded:
      'Batch size {batch} पर train करने के लिए network{with} को {needed} bytes चाहिए, पर {available} bytes ही उपलब्ध हैं। Batch size या कोई width घटाएँ{or}।',
    batch_norm_one_row: '{name} batch की rows पर normalise करता है, और एक row के batch में variance नहीं होता। Batch size 2 या उससे ज़्यादा रखें।',
    // data
    data_source_unknown:
      '"{got}" नाम का कोई data set नहीं है। साथ आए data sets: {known}; या .csv file दें, या IDX files का जोड़ा, images,labels लिखकर।',
    data_setting_unknown: 'Data set {source} में "{setting}" नाम की कोई setting नहीं है। उसमें ये हैं: {known}।',
    data_setting_invalid: 'Data setting {setting} का मान {got} है, जबकि {expected} चाहिए।',
    data_file_unnamed: 'Data setting {setting} में किसी file का नाम नहीं है। एक file चुनें।',
    data_file_missing: 'Data "{data}" file में है, जो दी नहीं गई। उसे फिर से चुनें।',
    data_memory_denied: '{data} में {got} bytes हैं, और उन्हें पढ़ने की memory यह machine नहीं दे सकी। उसका एक हिस्सा लें।',
    data_too_large: '{data} में {got} bytes हैं; ज़्यादा से ज़्यादा {most} पढ़े जा सकते हैं। उसका एक हिस्सा लें।',
    data_numbers_many: '{data} में {got} numbers हैं; ज़्यादा से ज़्यादा {most} समाते हैं। कम rows या columns लें।',
    data_empty: '{data} में data की कोई row नहीं है।',
    data_split_lone_rows:
      '{data} को बाँटा नहीं जा सकता: हर class की एक ही row है, इसलिए परखने के लिए कोई row अलग नहीं रखी जा सकती। हर class की और rows दें, या देखें कि target column सही है या नहीं।',
    data_split_empty:
      'validation {validation} होने पर {data} की {rows} rows दो हिस्सों में नहीं बँटतीं। 1 से कम का हिस्सा या rows की संख्या दें, ताकि validation के लिए 1 से {most} rows रखी जाएँ।',
    data_text_utf16: '{data} UTF-16 में encoded है। उसे UTF-8 वाली CSV के रूप में सहेजें।',
    data_text_binary: '{data} text file नहीं है। Table को UTF-8 वाली CSV के रूप में export करें।',
    data_text_encoding: '{data}, line {line}: यह UTF-8 text नहीं है। File को UTF-8 वाली CSV के रूप में सहेजें।',
    data_quote_open: '{data}, line {line}: यहाँ जो quote खुलता है, वह कहीं बंद नहीं होता।',
    data_one_column:
      '{data}, line {line}: हर {delimiter} पर काटने से एक ही cell मिलता है; table में कम से कम एक feature और एक target चाहिए। Delimiter जाँचें।',
    data_row_ragged:
      '{data}, line {line}: यहाँ {got} cells हैं, जबकि पहली line में {expected} हैं (हर {delimiter} पर काटने से)। Line ठीक करें, या delimiter जाँचें।',
    data_cell_missing: '{data}, line {line}, column {column}: मान मौजूद नहीं है ("{got}")। उसे भरें या line हटा दें।',
    data_cell_text: '{data}, line {line}, column {column}: "{got}" number नहीं है। Column हटा दें या उसे numbers में encode करें।',
    data_cell_text_first_line:
      '{data}, line {line}, column {column}: "{got}" number नहीं है। अगर इस line में नाम हैं तो header को yes करें; वरना column हटा दें या उसे numbers में encode करें।',
    data_cell_decimal:
      '{data}, line {line}, column {column}: "{got}" तभी number है जब decimal {suggestion} हो। decimal को {suggestion} करें, या cell ठीक करें।',
    data_cell_infinite: '{data}, line {line}, column {column}: {got} 32-bit number के लिए बहुत बड़ा है। Cell ठीक करें या column को rescale करें।',
    data_target_unknown: '{data} में predict करने के लिए "{got}" नाम का कोई column नहीं है। उसमें ये हैं: {columns}।',
    data_target_number: '{data} में predict करने के लिए column {got} नहीं है। उसमें header नहीं है, इसलिए 1 से {columns} तक की कोई संख्या दें।',
    data_target_text:
      '{data}, line {line}, column {column}: "{got}" number नहीं है, जो regression के लिए चाहिए। task को classification करें, या कोई और target चुनें।',
    data_target_constant: '{data}: target column {column} हर row में "{got}" ही है, इसलिए सीखने को कुछ नहीं है। कोई और target चुनें।',
    data_classes_many:
      '{data}: target column {column} में {got} अलग-अलग मान हैं; classes ज़्यादा से ज़्यादा {most} हो सकती हैं। कोई और target चुनें, या ये numbers हैं तो task को regression करें।',
    data_gzip_broken: '{data} टूटी हुई या अधूरी gzip file है। उसे फिर से download करें।',
    data_idx_alone: '"{got}" जोड़े की एक ही file है। Pictures और labels दोनों दें, बीच में comma लगाकर: images,labels.',
    data_idx_foreign: '{data} {expected} वाली IDX file नहीं है।',
    data_idx_swapped: '{data} {expected} वाली file नहीं, जोड़े की दूसरी file है। images और labels को आपस में बदल दें।',
    data_idx_size: '{data} में {got} bytes हैं, पर उसका header {expected} माँगता है। File ख़राब है; उसे फिर से download करें।',
    data_idx_counts: '{images} में {pictures} pictures हैं, पर {labels} में {got} labels। ऐसी दो files चुनें जो एक ही जोड़े की हों।',
    data_idx_one_class: '{data}: हर label {got} है, इसलिए अलग पहचानने को कुछ नहीं है।',
    data_npy_broken: '{data} ऐसी .npy file नहीं है जिसे यह version पढ़ता है, या उसका header ख़राब है।',
    data_npy_type: '{data} में {got} type के numbers हैं। NumPy में .astype("float32") लगाकर सहेजें।',
    data_npy_fortran: '{data} में numbers column दर column रखे हैं। NumPy में numpy.ascontiguousarray लगाकर सहेजें।',
    data_npy_size: '{data} में {got} bytes हैं, पर उसका header {expected} माँगता है। उसे फिर से सहेजें।',
    data_npy_non_finite: '{data}, row {row}, column {column}: मान {got} है। हर number finite होना चाहिए।',
    data_features_width: '{data} की हर row में {got} numbers हैं, पर network {expected} लेता है।',
    // the run
    non_finite:
      'Step {step} पर {what} infinite या NaN हो गया{detail}। Training वहीं रुक गई। पीछे लौटें या Reset करें, फिर learning rate घटाएँ, inputs standardise करें या initialisation जाँचें।',
    gradient_exploding: 'Gradient explode हो रहा है: {evidence} संभावित कारण: {cause}',
    gradient_amplified:
      'Gradient पीछे लौटते हुए बढ़ता जाता है: step 0 पर {name} का signal, {last} के मुकाबले, healthy से {decades} decades ऊपर है। Training फिर भी ठीक चल सकती है; अगर loss उछलने लगे, तो weights छोटे रखकर शुरू करें।',
    vanishing_foreseen:
      'Training से पहले ही: {name} तक पहुँचते-पहुँचते gradient vanish हो जाएगा। उसका signal {last} के signal से {decades} decades नीचे है, {source}; इसी आकार के healthy network में वह {expected} होता। Activations से पहले BatchNorm1d लगाएँ, या Kaiming initialisation के साथ LeakyReLU लें।',
    exploding_foreseen:
      'Training से पहले ही: {name} तक लौटते हुए gradient explode हो जाएगा। {last} के मुकाबले उसका signal healthy से {decades} decades ऊपर है, {source}। Activations से पहले BatchNorm1d लगाएँ, या weights activation के अनुसार चुनें।',
    gradient_vanishing:
      '{name} तक पहुँचते-पहुँचते gradient vanish हो जाता है: उसका signal {low} है{compared}। {steps} steps से loss constant predictor जैसा ही है ({skill} % बेहतर)। {origin}',
    gradient_attenuated: '{name} तक बहुत कम gradient पहुँचता है: उसका signal {low} है{compared}। {origin}',
    gradient_collapsed:
      'Gradient collapse हो गया है: {evidence} Step {step} पर loss constant predictor जैसा ही है ({skill} % बेहतर)। संभावित कारण: {cause}',
    units_dead:
      '{name} की सभी units dead हैं: जाँची गई किसी row पर कोई unit active नहीं होती, इसलिए gradient आगे नहीं पहुँचता। Step {step} पर loss constant predictor जैसा ही है ({skill} % बेहतर)। संभावित कारण: {cause}',
    capacity_lost:
      '{name} की {share} % units dead हैं: वे जाँची गई किसी row पर active नहीं होतीं और कुछ नहीं सीखतीं, मानो layer उतनी ही सँकरी हो। संभावित कारण: {cause}',
    symmetry:
      '{name} की सभी {units} units एक-दूसरे की नकल हैं: वे एक जैसी शुरू हुईं और उन्हें एक ही gradient मिलता है, इसलिए layer एक unit से ज़्यादा नहीं सीख सकती। Step 0 से ऐसा ही है। उसके weights random चुनें।',
    units_saturated:
      '{name} के {share} % outputs saturated हैं, जहाँ slope लगभग zero है और बहुत कम gradient गुज़रता है; {effect} संभावित कारण: {cause}',
    loss_oscillating: 'Loss ऊपर-नीचे झूलता है: {evidence} संभावित कारण: {batch} rows की batch के लिए learning rate ({rate}) बहुत ज़्यादा है।',
    overfitting:
      'Network {stage}: validation loss {validation} है, उस सबसे कम मान ({lowest}) से {rise} % ऊपर जिस पर वह टिक चुका था, जबकि epoch {epoch} के बाद से, जहाँ validation सबसे अच्छा था, training loss {then} से घटकर {train} हो गया है।',
    learning_slow:
      'Network बहुत धीरे सीखता है: एक step weights को उनके आकार के {update} जितना बदलता है, जबकि लगभग 0.001 सामान्य है, और run के {elapsed} % के बाद भी loss सबसे अच्छे constant उत्तर से ज़्यादा से ज़्यादा {best} % बेहतर रहा है। संभावित कारण: learning rate बहुत कम है ({rate})।',
    underfitting:
      'Network {stage}: run के {elapsed} % के बाद भी loss सबसे अच्छे constant उत्तर से ज़्यादा से ज़्यादा {best} % बेहतर रहा है, हालाँकि weights ठीक से बदल रहे हैं। संभावित कारण: {cause}',
    loss_plateau:
      'Loss अब घट नहीं रहा (पिछले {steps} steps में {fall} %); वह सबसे अच्छे constant उत्तर से {skill} % बेहतर है। हो सकता है कि data इससे ज़्यादा न दे; नहीं तो ज़्यादा चौड़ा network या कम learning rate आगे ले जा सकता है।',
    converged: 'Network ने अपना data सीख लिया है (training loss {loss}); अब gradient का छोटा होना स्वाभाविक है।',
    // documents and model files
    text_encoding: '{file} UTF-8 text नहीं है। उसे UTF-8 में सहेजें, या दूसरी file चुनें।',
    json_malformed: '{file} सही JSON नहीं है: {problem} (line {line}, column {column})।',
    document_too_large: '{file} में {got} MB text है; network के document में ज़्यादा से ज़्यादा {expected} MB होता है।',
    document_foreign:
      '{file} JSON तो है, पर Gradscape का document नहीं: उसमें "format": "gradscape" नहीं लिखा है। ऐसी file चुनें जिसे Gradscape ने सहेजा हो।',
    document_newer:
      '{file} को Gradscape के किसी नए version ने सहेजा था (format {got}; यह version {expected} तक पढ़ता है)। उसे खोलने के लिए Gradscape update करें।',
    document_incomplete: '{file}: {path} मौजूद नहीं है।',
    document_invalid: '{file}: {path} का मान {got} है, जबकि {expected} चाहिए।',
    safetensors_short: '{file} में {got} bytes हैं; safetensors file में कम से कम 8 होते हैं। वह ख़ाली है या कट गई है; उसे फिर से लाएँ।',
    safetensors_header_long:
      '{file} अपना header {got} bytes का बताती है; safetensors में {expected} तक की छूट है। वह ख़राब है या किसी और प्रकार की है।',
    safetensors_header_cut: '{file} अपना header {expected} bytes का बताती है, पर आगे {got} ही हैं। वह कट गई है, या safetensors file नहीं है।',
    safetensors_header_encoding: '{file} का header UTF-8 text नहीं है। वह ख़राब है या safetensors file नहीं है।',
    safetensors_header_foreign: '{file} का header कोई JSON object नहीं है। वह safetensors file नहीं है।',
    safetensors_metadata: '{file}: __metadata__ texts का object होना चाहिए।',
    safetensors_metadata_text: '{file}: __metadata__ में "{name}" text होना चाहिए।',
    safetensors_entry: '{file}: header में tensor "{name}" का विवरण object नहीं है।',
    safetensors_dtype: '{file}: tensor "{name}" में {got} है, जो पढ़ा नहीं जा सकता। PyTorch में उसे F32 में बदलें: tensor.float().',
    safetensors_shape: '{file}: tensor "{name}" का shape 0 से 9007199254740991 तक की ज़्यादा से ज़्यादा {axes} पूर्ण संख्याओं की list होना चाहिए।',
    safetensors_offsets: '{file}: tensor "{name}" के data_offsets दो पूर्ण संख्याएँ होनी चाहिए, जिनमें पहली दूसरी से बड़ी न हो।',
    safetensors_size:
      '{file}: shape {shape} और type {dtype} वाले tensor "{name}" को {expected} bytes चाहिए, पर उसके data_offsets {got} देते हैं।',
    safetensors_gap:
      '{file}: tensor "{name}" byte {got} से शुरू होता है, जबकि उसे {expected} से शुरू होना चाहिए: tensors न एक-दूसरे पर चढ़ सकते हैं, न बीच में जगह छोड़ सकते हैं।',
    safetensors_cut: '{file} में numbers के {got} bytes हैं, पर उसका header {expected} बताता है। वह कट गई है; उसे फिर से लाएँ।',
    safetensors_trailing: '{file} में आख़िरी tensor के बाद {got} bytes और हैं, जिनकी format में अनुमति नहीं है।',
    safetensors_crowded:
      '{file} में {most} से ज़्यादा {what} लिखे हैं; यहाँ train होने वाले network में इससे बहुत कम होते हैं। वह ख़राब है या किसी और तरह की file है।',
    safetensors_text: '{file}: "{text}" में आधा अक्षर है, जो safetensors file के किसी नाम या metadata में नहीं हो सकता। नाम बदलें।',
    state_dict_empty: '{file} में न drawing है, न tensors। Weights फिर से सहेजें, या कोई दूसरी file चुनें।',
    state_dict_layer:
      '{file}: "{name}" (shape {shape}) {what} का है। Tensors से network सिर्फ़ Linear और BatchNorm1d layers का सुझाया जा सकता है: उसे बनाएँ, या उसका PyTorch code खोलें।',
    state_dict_shape:
      '{file}: "{name}" का shape {got} है, पर {expected} होना चाहिए, क्योंकि "{other}" का shape {shape} है। File ख़राब है, या वह module {layer} नहीं है।',
    state_dict_dtype: '{file}: tensor "{name}" {got} में रखा है, पर weights {expected} में होने चाहिए। PyTorch में उसे बदलें: tensor.float().',
    state_dict_order:
      '{file}: उसकी layers किसी क्रम में नहीं बैठतीं, जिसमें हर layer उतने numbers ले जितने पिछली देती है: {layers}। शाखाओं वाला network tensors से नहीं सुझाया जा सकता: उसे बनाएँ, या उसका PyTorch code खोलें, फिर यह file उसके साथ खोलें।',
    state_dict_proposed:
      '{file} में tensors हैं, पर drawing नहीं। उनके नामों और shapes से एक network सुझाया गया, इस क्रम में: {layers}। उसे उस code से मिलाएँ जिससे weights आए हैं।',
    state_dict_order_guessed:
      'Layers का क्रम नामों से पता नहीं चलता; यह क्रम इसलिए लिया गया कि चौड़ाइयाँ मेल खाती हैं। दूसरे क्रम भी मेल खाते हैं, इसलिए code से मिलाएँ।',
    state_dict_gaps:
      'Modules की गिनती में ख़ाली जगहें हैं ({names}), जहाँ बिना weights की कोई चीज़ थी, जैसे activation या Dropout। हर Linear के बाद की पहली ख़ाली जगह में ReLU रखा गया; network में जो था, वह चुनें।',
    state_dict_activations: 'Layers के बीच क्या था, यह tensors से पता नहीं चलता। {names} के बाद ReLU रखा गया, जैसा आम है; network में जो था, वह चुनें।',
    state_dict_loss: 'Loss tensors से पता नहीं चलता। {loss} लिया गया, क्योंकि आख़िरी layer {width} numbers देती है; network में कोई और हो तो वह चुनें।',
    state_dict_loaded: '{file} के tensors के नाम और shapes खुले network के ही हैं, इसलिए वे उसके weights बने।',
    state_dict_other:
      '{file} में खुले network के weights नहीं हैं, इसलिए उसका अपना network सुझाया गया: "{name}" का shape वहाँ {got} है और network में {expected}।',
    state_dict_lacks: '{file} में खुले network के weights नहीं हैं, इसलिए उसका अपना network सुझाया गया: उसमें "{name}" नहीं है।',
    state_dict_widened: '{file} में {count} tensors {dtype} में रखे हैं। गणना और सहेजना F32 में होता है; कोई अंक नहीं खोता।',
    state_dict_rounded:
      '{file} में {count} tensors F64 में रखे हैं। गणना और सहेजना F32 में होता है, जो 7 अंक रखता है: कोई number अपने size के {error} तक बदलता है।',
    state_dict_renamed:
      'किसी block का नाम "{module}" नहीं हो सकता, जो {file} के एक module का है। उसका नाम {name} है, और उसके tensors इसी नाम से सहेजे जाते हैं।',
    state_dict_tied: 'PyTorch में ये एक-एक ही tensor हैं ({names})। यहाँ हर block की अपनी copy है, और training उन्हें अलग कर देती है।',
    tensors_unused: '{file} में ऐसे tensors हैं जो किसी block के नहीं हैं: {names}। वे काम नहीं आते, और बाकी के साथ फिर सहेजे जाते हैं।',
    model_damaged:
      '{file} के numbers वे नहीं हैं जो सहेजे गए थे (SHA-256 {got}, चाहिए {expected})। File ख़राब है: उसे किसी copy से वापस लाएँ। अगर किसी program ने उन्हें जान-बूझकर बदला है, तो वह metadata से gradscape.sha256 हटा दे।',
    model_metadata: '{file}: metadata "{name}" ख़राब है: {part} की जगह {expected} चाहिए।',
    model_dtype: '{file}: tensor "{name}" {got} में रखा है, जबकि Gradscape {expected} में गणना करता है।',
    model_counter:
      '{file}: tensor "{name}" batches गिनता है, इसलिए वह 0 से 9007199254740991 तक की पूर्ण संख्या होना चाहिए। File ख़राब है; उसे किसी copy से वापस लाएँ।',
    model_scaling: '{file}: data की scaling ख़राब है: gradscape.scaling.offset और .scale में {expected}-{expected} numbers की एक-एक row चाहिए।',
    model_name_reserved: 'Tensor का नाम "{name}" "gradscape." से शुरू होता है, जिसे model files अपने लिए रखती हैं। Block का नाम बदलें।',
    onnx_wire: '{file} सही ONNX file नहीं है: byte {at} पर, {part} में, {problem}। वह ख़राब है या कट गई है; उसे फिर से लाएँ या फिर से export करें।',
    onnx_limit:
      '{file} में {most} से ज़्यादा {what} हैं। यहाँ खुलने वाला कोई network इसके पास भी नहीं पहुँचता, इसलिए यह कुछ और है, या नुक़सान के लिए बनाई गई है।',
    onnx_graph_missing: '{file} बिना graph की ONNX file है, इसलिए उसमें कोई network नहीं है। उसे फिर से export करें।',
    onnx_operator_missing: '{file}: node "{name}" में कोई operator नहीं लिखा है। File ख़राब है; उसे फिर से export करें।',
    onnx_type: '{file}: "{name}" का type {got} है, जिससे यहाँ कोई network नहीं चलता। Network को float32 में export करें।',
    onnx_external:
      '{file}: "{name}" के numbers दूसरी file ("{location}") में हैं, और किसी file के कहने पर दूसरी file नहीं खोली जाती। उसे Python में onnx.save(onnx.load("model.onnx"), "whole.onnx") से एक ही file में सहेजें।',
    onnx_dims: '{file}: tensor "{name}" का shape {shape} है, जो किसी tensor का नहीं हो सकता। File ख़राब है; उसे फिर से export करें।',
    onnx_tensor_size:
      '{file}: tensor "{name}", जिसका shape {shape} और type {type} है, {expected} bytes लेता है, पर {got} bytes रखे हैं। File ख़राब है; उसे फिर से export करें।',
    onnx_tensor_twice:
      '{file}: tensor "{name}" दो बार रखा है, raw bytes में भी और numbers में भी, या दो types के numbers में, और यह नहीं लिखा कि कौन सा सही है। उसे फिर से export करें।',
    onnx_opset:
      '{file} ONNX के opset {got} में लिखी है; opset {min} से {max} तक खोले जा सकते हैं। Python में बदलें: onnx.version_converter.convert_version(model, 20)।',
    onnx_opset_missing: '{file} में नहीं लिखा कि यह ONNX के किस opset में है, इसलिए operators का अर्थ तय नहीं। फिर से export करें।',
    onnx_no_input:
      '{file}: network का कोई भी हिस्सा किसी input पर निर्भर नहीं, इसलिए data अंदर नहीं आ सकता। Network को export करें, उसके नतीजे को नहीं।',
    onnx_no_output: '{file}: graph में कोई output नहीं, इसलिए इसमें कोई network नहीं। फिर से export करें।',
    onnx_value_twice: '{file}: दो चीज़ों का नाम "{value}" है, जबकि ONNX में हर value का अपना नाम होता है। File ख़राब है; फिर से export करें।',
    onnx_value_missing:
      '{file}: {op} "{node}" को "{value}" चाहिए, जिसे कोई node नहीं देता और जो न input है न file में रखा है। File ख़राब है; फिर से export करें।',
    onnx_output_missing: '{file}: output "{value}" किसी node से नहीं आता। File ख़राब है; फिर से export करें।',
    onnx_cycle: '{file}: nodes का चक्र बनता है: {path}। Network को inputs से output की ओर बहना चाहिए। File ख़राब है; फिर से export करें।',
    onnx_operator:
      '{file}: {op} "{node}" जो करता है, वह Gradscape का कोई block नहीं करता। ये operators खोले जा सकते हैं: {known}। Network को इसके बिना export करें।',
    onnx_domain:
      '{file}: {op} "{node}" ONNX का अपना operator नहीं, {domain} का है, और वे खोले नहीं जा सकते। Network को ONNX के अपने operators से export करें।',
    onnx_subgraph:
      '{file}: {op} "{node}" के अंदर एक graph है जो शर्त पर या बार-बार चलता है। यहाँ network हर block को एक बार चलाता है। उसे एक call trace करके export करें (torch.onnx.export यही करता है), data पर निर्भर branches या loops के बिना।',
    onnx_arity: '{file}: {op} "{node}" के {got} inputs हैं, जबकि {expected} चाहिए। File ख़राब है; फिर से export करें।',
    onnx_attribute: '{file}: {op} "{node}": attribute {attribute} का मान {got} है; यहाँ खोलने के लिए यह चाहिए: {expected}।',
    onnx_attribute_unknown:
      '{file}: {op} "{node}" में attribute {attribute} है, जो opset {opset} के {op} में नहीं होता, इसलिए उसका अर्थ साफ़ नहीं। फिर से export करें।',
    onnx_operand: '{file}: {op} "{node}": input {index} ("{value}") {got} है; यहाँ खोलने के लिए यह चाहिए: {expected}।',
    onnx_operand_shape: '{file}: {op} "{node}": input {index} ("{value}") का shape {got} है; यहाँ खोलने के लिए यह चाहिए: {expected}।',
    onnx_operand_type:
      '{file}: {op} "{node}": input {index} ("{value}") का type {got} है, जबकि इनमें से एक चाहिए: {expected}। Network को float32 में export करें।',
    onnx_second_output:
      '{file}: {op} "{node}" को "{value}" चाहिए, जो पिछले node का एक और output है, पर block का एक ही output होता है। Network को इसके बिना export करें।',
    onnx_wide: '{file}: {op} "{node}" {got} numbers देता है, जबकि Linear ज़्यादा से ज़्यादा {expected} देता है। Layer को सँकरा करें।',
    onnx_constant: '{file}: {op} "{node}" के {got} attributes में मान है, जबकि एक में होना चाहिए। File ख़राब है; फिर से export करें।',
    onnx_constant_added:
      '{file}: {op} "{node}" constant "{value}" जोड़ता है, पर ठीक पहले बिना bias वाला कोई product नहीं जिसका वह bias बने। यहाँ numbers केवल Linear के bias के रूप में जुड़ते हैं। इसे हटाएँ या पिछली layer में मिला दें।',
    onnx_arithmetic:
      '{file}: {op} "{node}" constant "{value}" से गणना करता है, जो कोई block नहीं करता जब तक वह हर जगह {expected} न हो। Data को network से पहले scale करें, या constant को पिछली layer में मिला दें।',
    onnx_extents_only:
      '{file}: {op} "{node}" केवल वहीं खुलता है जहाँ वह extents से Reshape के लिए shape बनाता है। यहाँ उसका उपयोग कुछ और है, जो कोई block नहीं करता। Network को इसके बिना export करें।',
    onnx_reshape:
      '{file}: {op} "{node}" {given} को {got} बनाता है। यहाँ केवल एक row के numbers नए सिरे से रखे जा सकते हैं, और rows को पहला axis रहना चाहिए: [B, -1], [0, -1] या [-1, n]।',
    onnx_log_softmax:
      '{file}: {op} "{node}" network के अंत में नहीं है। यह केवल वहीं खुलता है, जहाँ CrossEntropyLoss इसकी जगह लेता है; कोई block यह गणना नहीं करता।',
    onnx_batches:
      '{file}: inputs ({names}) अलग-अलग संख्या में rows के लिए लिखे हैं, जबकि हर एक की एक row साथ जाती है। सबके लिए किसी भी size के batch के साथ export करें।',
    onnx_input_type: '{file}: input "{value}" {got} लेता है, जबकि यहाँ data fractions हैं: {expected} में से एक। Network को float32 में export करें।',
    onnx_input_shape:
      '{file}: input "{value}" का shape {got} है, जबकि पहले batch और फिर 1 से {axes} ज्ञात extents चाहिए, जैसे [batch, 784]। Network को एक row के shape के साथ export करें।',
    onnx_outputs:
      '{file} के {count} outputs हैं ({names}), और कोई भी बाकी सबसे मिलकर नहीं बनता। यहाँ network का एक ही अंत होता है। जिस output को train करना है, उसी के साथ export करें।',
    onnx_output_shape:
      '{file}: output "{value}" {got} है, जबकि loss के लिए एक axis वाली rows चाहिए, जैसे [batch, 10]। Network को ऐसे output के साथ export करें।',
    onnx_copies:
      '{file}: कई blocks के weights एक ही हैं। यहाँ हर एक की अपनी copy होती, और सब मिलकर file में रखी संख्याओं के {expected} गुने से ज़्यादा होते। उन्हें अपने-अपने weights दें, या उनकी संख्या घटाएँ।',
    onnx_blocks: '{file} में उन {expected} blocks से ज़्यादा nodes हैं जो एक document लेता है। इसमें ऐसा network नहीं जो यहाँ train हो सके।',
    onnx_loss_chosen:
      'Training में {loss} ({name}) लगता है, क्योंकि {reason}। ONNX नहीं बताता कि network किस loss से train हुआ; अगर किसी और से हुआ हो तो वही लगाएँ।',
    onnx_outputs_inner: 'File के बाकी outputs ({names}) आख़िरी output के रास्ते में बनते हैं। Network उसी पर ख़त्म होता है, और वे उसके अंदर के मान हैं।',
    onnx_nodes_unused: 'File का जो हिस्सा किसी output तक नहीं जाता, वह छोड़ दिया गया: {names}।',
    onnx_inputs_unused: 'जिन inputs का output में कोई हिस्सा नहीं, वे छोड़ दिए गए: {names}। Data में उनके columns नहीं चाहिए।',
    onnx_training_mode:
      'File में {names} training mode में हैं। यहाँ वे वैसे ही train होते हैं; prediction में running statistics लगते हैं और कुछ drop नहीं होता, जैसे PyTorch में model.eval() के बाद, इसलिए वह इस file पर ONNX Runtime के नतीजे जैसा नहीं होगा।',
    onnx_shared: 'File में कई blocks के numbers एक ही हैं ({names})। यहाँ हर एक की अपनी copy है: शुरुआत बराबर है, और training उन्हें अलग कर देती है।',
    onnx_scaled: '{names} के alpha और beta, weights और biases में गुणा कर दिए गए। Outputs वही हैं; PyTorch में ऐसे factors नहीं होते।',
    onnx_rounded: 'File में जो double precision में है ({names}), वह float32 में round किया गया, क्योंकि यहाँ सब कुछ float32 में होता है।',
    onnx_precision: 'File {names} में गणना करती है। यहाँ सब कुछ float32 में होता है, इसलिए output के आख़िरी digits अलग हो सकते हैं।',
    onnx_unwritable: '{name} ({layer}) को ONNX में नहीं लिखा जा सकता: {why}',
    onnx_scaling:
      "Network scaled columns पर train हुआ है, x' = (x - offset) / scale, और जो भी इस file को चलाए उससे वैसे ही columns चाहता है। ये numbers file के metadata में gradscape.scaling में हैं।",
    onnx_drawing_left: '{file} में वह चित्र भी है जो Gradscape ने सहेजा था, पर उसका graph अब दूसरा है। Graph खोला गया और चित्र छोड़ दिया गया।',
    file_foreign: '{file} {what} है, जिसे Gradscape नहीं खोल सकता। {hint}',
    file_too_large:
      '{file} में {got} bytes हैं; इस तरह की सबसे बड़ी file जो खोली जाती है {expected} की है। इसमें network के बजाय कुछ और है, या ऐसा network जो यहाँ train होने के लिए बहुत बड़ा है।',
    file_gone: '{file} अब पढ़ी नहीं जा सकती: उसे हटाया, मिटाया या बदला गया है। उसे फिर से चुनें।',
    file_changed: '{file} पढ़ते समय बदल गई: {expected} bytes की जगह {got} bytes आए। यहाँ कुछ नहीं बदला; उसे फिर से खोलें।',
    file_slow: '{file} {seconds} seconds में पढ़ी नहीं जा सकी और छोड़ दी गई। कुछ नहीं बदला; फिर कोशिश करें।',
    file_reader_died: '{file} पढ़ी नहीं जा सकी: {sentence} कुछ नहीं बदला।',
    network_choice: '{file} में कई networks हैं: {names}। बताएँ कौन-सा: --network NAME, या file को window में खोलें, जो पूछती है।',
    // code of PyTorch
    python_large: '{file} में {expected} characters से ज़्यादा code है। Network और उसकी training को अलग file में रखें।',
    python_deep: '{file}, line {line}: brackets, blocks या calls {most} से ज़्यादा गहरे हैं। इसे अलग-अलग steps में लिखें।',
    python_syntax: '{file}, line {line}: {token} से आगे Python के रूप में समझ नहीं आया। इसे ठीक करें, या जो Python नहीं है उसे हटाएँ।',
    python_long:
      '{file}, line {line}: network कैसे बनता है यह समझने में {most} से ज़्यादा steps लगते हैं। कोई loop ख़त्म नहीं होता या बहुत बार चलता है; उसे देखें।',
    python_none: '{file} में कोई network नहीं है: न forward वाली nn.Module की class, न nn.Sequential। वह file चुनें जिसमें network लिखा है।',
    python_network_unknown: '{file} में "{network}" नाम का network नहीं है। उसमें हैं: {names}।',
    python_unsupported: '{file}, line {line}: {construct} – {problem}',
    python_layer: '{file}, line {line}: {layer} के लिए कोई block नहीं है। इसे हटाएँ, या इनमें से कोई रखें: {known}।',
    python_argument: '{file}, line {line}: {layer}: {argument} है {got}, पर होना चाहिए {expected}।',
    python_loss_chosen:
      '{file} नहीं बताती कि network किस loss से train होता है। {loss} लगाया गया, जो outputs की संख्या ({outputs}) के लिए ठीक है; किसी और से train हुआ हो तो वही लगाएँ।',
    python_loss_same:
      '{file}, line {line}: {before} के बाद {got} वही है जो उसके बिना {loss}: मान वही, और बड़ी संख्याओं पर भी सुरक्षित। Network में {loss} है।',
    python_unused:
      '{file}, line {line}: network के output में {name} का कोई हिस्सा नहीं, इसलिए वह छोड़ दिया गया। PyTorch में सहेजे उसके weights किसी block के नहीं हैं।',
    python_output_taken:
      '{file}, line {line}: forward {count} मान लौटाता है। Network नंबर {place} पर ख़त्म होता है, जिसे loss लेता है; बाकी छोड़ दिए गए।',
    python_left_out: '{file}, line {line}: {construct} छोड़ दिया गया। {effect}',
    python_read_as: '{file}, line {line}: {construct}। {effect}',
    // logs of runs
    log_foreign:
      '{file} किसी run का log नहीं है: उसकी पहली line ऐसा object होनी चाहिए जिसमें "type": "run" और "format": "gradscape-log" हो। Log बनाने के लिए gradscape train --telemetry चलाएँ, या PyTorch में gradscape_log.py लें।',
    log_newer:
      '{file} Gradscape के नए version से लिखी गई है (log format {got}; यह version {expected} तक पढ़ता है)। इसे पढ़ने के लिए Gradscape update करें।',
    log_malformed:
      '{file}, line {line} सही JSON नहीं है: {problem} (column {column})। Log की हर line में एक object होता है; जो नापा नहीं गया वह null, और जो finite नहीं वह "Infinity" या "-Infinity" लिखें।',
    log_invalid: '{file}, line {line}: {path} का मान {got} है, जबकि {expected} चाहिए।',
    log_missing: '{file}, line {line}: {path} नहीं है; यहाँ {expected} चाहिए।',
    log_unknown: '{file}, line {line}: {path} यहाँ अनजान है। उसका नाम ठीक करें या उसे हटा दें; यहाँ {known} चलते हैं।',
    log_second_run:
      '{file}, line {line}: यहाँ दूसरी run शुरू होती है, जबकि एक log में एक ही होती है। File को इस line से पहले काटें और हर हिस्से को अलग जाँचें।',
    log_step_back: '{file}, line {line}: step {got}, step {before} के बाद आया है, जबकि steps बढ़ने चाहिए। दो runs के logs दो files में रखें।',
    log_line_long: '{file}, line {line} {most} MB से लंबी है। Log की हर line में एक step का एक object होता है।',
    log_stepless: '{file} में कोई step नहीं है, इसलिए जाँचने को कुछ नहीं। ऐसी run record करें जो कम से कम एक step चले।',
    // commands
    command_unknown: '"{got}" नाम की कोई command नहीं है। Commands ये हैं: {known}; gradscape --help उन्हें समझाता है।',
    argument_wrong: '{problem} gradscape {command} --help देखें।',
    argument_invalid: '{argument} का मान {got} है, जबकि {expected} चाहिए।',
    file_unreadable: '{file} पढ़ी नहीं जा सकती: {problem}।',
    file_unwritable: '{file} लिखी नहीं जा सकती: {problem}।',
    shell_refused: 'Desktop shell ऐसा नहीं कर सकी: {why}।',
    shell_failed: 'Desktop shell विफल हुई, और वह आपके किए से नहीं। कृपया यह बताएँ: {sentence}',
    kernels_missing: '{file} मौजूद नहीं है: Gradscape अभी build नहीं हुआ। एक बार "npm start" या "npm test" चलाएँ।',
    kernels_untrue:
      '256-bit vectors के साथ इस machine पर kernels सही गणना नहीं करते: तीन कदम बाद {tensor} अपनी सबसे बड़ी संख्या के {error} जितना ग़लत है, जबकि {bound} तक की छूट है। --revectorize के बिना शुरू करें।',
    data_unusable: '{why}',
    data_absent: 'Data file {files} यहाँ नहीं है, इसलिए network को उसके data के बिना जाँचा गया।',
    not_exportable: 'इसे किसी दूसरे program की file के रूप में नहीं लिखा जा सकता: {why}',
    export_without_data: 'File में network, उसका loss और optimizer हैं, पर data और training नहीं: {why}',
    not_trainable: 'इसे train नहीं किया जा सकता: {why}',
    run_failed: 'Run step {step} पर ख़त्म हो गया, जहाँ उसके numbers खो गए। फिर train करने से पहले उसकी आख़िरी अच्छी अवस्था पर लौटें या Reset करें।',
    step_not_kept:
      'Run का step {step} न दिखाया जा सकता है, न उस पर लौटा जा सकता है: उसमें से step {first} से step {last} तक ही रखा गया है। इनके बीच का कोई step चुनें।',
    run_misfit:
      'रखा हुआ run इस network से मेल नहीं खाता: {what} run में {got} था और अब {expected} है। Network को वैसा ही करें जैसा train हुआ था, या नए सिरे से train करें।',
    nothing_to_rewind: 'लौटने के लिए run की कोई पिछली अवस्था नहीं है। पहले train करें।',
    gradients_none: 'Network में सीखने वाला कुछ भी नहीं है, इसलिए जाँचने के लिए कोई gradient नहीं है। एक Linear block जोड़ें।',
    rows_too_few:
      '{data} में सीखने के लिए एक ही row है, और एक row में BatchNorm को variance नहीं मिलता। और rows दें, validation के लिए कम rows रखें, या BatchNorm हटा दें।',
    not_trained: 'Predict करने के लिए weights नहीं हैं। Network को train करें या कोई model file खोलें।',
    memory_denied: 'Network को {needed} bytes चाहिए, जो यह machine नहीं दे सकी। Batch size या कोई width घटाएँ।',
    weights_none: '{file} में weights नहीं हैं। Model file का नाम दें, या PyTorch की सहेजी .safetensors का।',
    weights_misfit: '{file} के weights उसके network से मेल नहीं खाते ({names}), इसलिए उन्हें छोड़ दिया गया; training नए weights से शुरू होगी।',
    weights_lost:
      '{file} के सारे weights संख्याएँ नहीं हैं ({names}): जिस run से वे बने, उसमें वे खो चुके थे। उन्हें छोड़ दिया गया; training नए weights से शुरू होगी।',
  },
  clauses: {
    // what a value must be
    whole_number: '{min} से {max} तक की पूर्ण संख्या',
    whole_number_on: '{min} या उससे बड़ी पूर्ण संख्या',
    any_number: 'कोई संख्या',
    number_above: '{min} से बड़ी संख्या',
    number_from: '{min} या उससे बड़ी संख्या',
    number_from_to: '{min} से {max} तक की संख्या',
    number_above_to: '{min} से बड़ी और ज़्यादा से ज़्यादा {max} की संख्या',
    number_from_below: '{min} या उससे बड़ी और {max} से छोटी संख्या',
    number_between: '{min} से बड़ी और {max} से छोटी संख्या',
    two_numbers: '{min} या उससे बड़ी और {max} से छोटी दो संख्याएँ',
    null_or: 'null या {other}',
    true_or_false: 'true या false',
    one_of: 'इनमें से एक ({choices})',
    a_shape: '1 से {axes} पूर्ण संख्याओं की list (हर संख्या 1 या उससे बड़ी, जैसे [4])',
    an_initialisation: 'कोई initialisation (जैसे { "kind": "zeros" })',
    at_most_b: 'ज़्यादा से ज़्यादा b, यानी {b}',
    no_nesterov: 'false (true तभी, जब momentum 0 से बड़ा और dampening 0 हो)',
    name_of_module: '"fc1" या "net.0" जैसा नाम, जिसका कोई हिस्सा खाली न हो (tensors के नाम इसी से बनते हैं)',
    name_not_reserved: 'कोई दूसरा नाम (यह नाम model files अपने लिए रखती हैं)',
    file_name: 'किसी file का नाम',
    column_name: 'किसी column का नाम या 1 से गिनी गई उसकी संख्या',
    a_text: 'text',
    a_list: 'list',
    an_object: 'object',
    object_or_null: 'object या null',
    logged_number: 'संख्या, जो नापा नहीं गया उसके लिए null, या "Infinity" या "-Infinity"',
    list_for_rows: '{rows} मानों की list, पहली line की हर row के लिए एक',
    list_of_rows: 'कम से कम एक row की list, जैसे [{ "name": "fc1", "width": 32 }]',
    rows_before: 'उससे पहले की rows के नंबरों की list, 0 से गिनकर',
    list_of_texts: 'texts की list',
    object_of_numbers_and_texts: 'numbers और texts का object',
    long_at_most: 'ज़्यादा से ज़्यादा {length} की लंबाई',
    long_at_least: 'कम से कम {length} की लंबाई',
    // what it is instead
    nothing: 'मौजूद नहीं',
    list_of: '{count} की list',
    more_than_expected: '{expected} से ज़्यादा',
    // what else needs memory
    with_data: ' और उसके data ({data} bytes)',
    or_fewer_rows: ', या कम rows से सिखाएँ',
    // what else leads nowhere
    with_those_before: ', और न वे blocks जो केवल उसी तक जाते हैं',
    // the end of a wire that is not there
    missing_block: 'block "{block}"',
    missing_output: '{owner} का output "{port}"',
    missing_input: '{owner} का input "{port}"',
    // shapes and what to do about them
    rows_of_one_axis: 'सादे numbers की rows ({flat})',
    hint_flat: 'दोनों के बीच Flatten लगाएँ।',
    hint_width: 'उसका {setting} {width} करें, या खाली छोड़ दें, क्योंकि wire से वह पता चलता है।',
    hint_one_output: 'आख़िरी Linear का out_features 1 करें, या ज़्यादा outputs के लिए CrossEntropyLoss लगाएँ।',
    // what a loss and data are for
    for_classes: 'कई classes में से एक चुनने',
    for_two_classes: 'दो classes में से एक चुनने',
    for_numbers: 'संख्याएँ predict करने',
    for_these_classes: '{classes} classes में से एक चुनने',
    // files of a data set
    idx_pictures: 'pictures (idx3-ubyte)',
    idx_labels: 'labels (idx1-ubyte)',
    // what is not finite
    output_of: '{name} का output',
    gradient_at: '{name} पर gradient',
    loss_itself: 'loss',
    parameter_itself: 'parameter {tensor}',
    moment_itself: 'optimizer state {tensor}',
    gradient_of_weight: '{tensor} का gradient',
    // what computed it, and for which row of the batch
    doing: ', {doing}',
    doing_for_row: ', {doing}, batch की row {row} के लिए',
    in_reading: 'जब rows पढ़ी गईं',
    in_weighted_sum: 'अपने inputs के weighted sum में',
    in_normalising: 'जब उसे batch पर normalise किया गया',
    in_activation: 'activation function में',
    in_exponentials: 'जब exponentials को उनके जोड़ से भाग दिया गया',
    in_dropout: 'जब Dropout ने बचे हुए मान scale किए',
    in_sum: 'जब दो मान जोड़े गए',
    in_comparing: 'जब predictions की targets से तुलना हुई',
    in_loss_slope: 'loss पर, जहाँ से gradient चलता है',
    in_way_back_weights: 'weights से होकर पीछे लौटते हुए',
    in_way_back_normalising: 'normalisation से होकर पीछे लौटते हुए',
    in_way_back_activation: 'activation function से होकर पीछे लौटते हुए',
    in_adding_up: 'जब उसे batch की rows पर जोड़ा गया',
    in_update: 'जब optimizer ने उसे update किया',
    // where a vanishing signal comes from
    from_design:
      'Step {since} पर भी ऐसा ही था: इन activations और इस initialisation वाली {layers} hidden layers के लिए theory {foreseen} decades की गिरावट बताती है। Activations से पहले BatchNorm1d लगाएँ, या Kaiming initialisation के साथ LeakyReLU लें।',
    from_start: 'Step {since} पर, कुछ भी सीखने से पहले, ऐसा ही था। {last} से पहले की layers का initialisation जाँचें।',
    // how low a signal is
    decades_below: '{last} के signal से {decades} decades नीचे',
    exactly_zero: '{last} के signal के मुकाबले ठीक zero',
    compared_with_healthy: '; इसी आकार के healthy network में वह {expected} होता',
    // where the signal would be in a healthy network
    as_foreseen: 'जैसा activations और initialisation से ही तय होता है',
    as_measured: 'जैसा data का एक batch दिखाता है (theory: {foreseen})',
    as_much: 'उसके बराबर',
    decades_more: '{healthy} decades ऊपर',
    decades_less: '{healthy} decades नीचे',
    // how an exploding gradient shows
    shows_at_start: 'step 0 पर ही {name} का signal, {last} के मुकाबले, healthy से {decades} decades ऊपर है।',
    shows_in_loss:
      'loss {loss} तक पहुँच गया, जो {bound} के दस गुने से ज़्यादा है (पहले loss और सबसे अच्छे constant उत्तर के loss में जो बड़ा है, वह {bound} है)।',
    shows_in_norm:
      'gradient का norm उछलकर {norm} हो गया, जो पिछले {window} samples से बहुत बाहर है, और तब से loss अपने सबसे अच्छे मान के दोगुने से ऊपर है ({loss})।',
    shows_non_finite: 'step {step} पर numbers 32-bit floats की सीमा से बाहर चले गए।',
    // how a collapsed gradient shows
    shows_in_signal: '{name} का signal {low} है; step {since} पर वह {before} decades नीचे था।',
    shows_in_saturation: '{name} के {share} % outputs saturated हैं, जहाँ slope लगभग zero है।',
    shows_as_zero: 'वह {name} पर रुक जाता है; उससे पहले सब जगह gradient ठीक zero है।',
    // how an oscillating loss shows
    shows_in_swing:
      'अब तक के run के दूसरे आधे में हर बार देखने पर वह सबसे अच्छे constant उत्तर के loss के {swing} % जितना बदलता है, {turns} % बार उलटा मुड़ता है, और ज़्यादातर समय अपने सबसे कम मान से {relapse} % या ज़्यादा ऊपर रहता है।',
    shows_lost_again:
      'अब तक के run के दूसरे आधे में वह हर बार देखने पर {swing} % बदलता हुआ {mean} के आसपास रहता है, सबसे अच्छे constant उत्तर ({constantLoss}) से बेहतर नहीं, हालाँकि वह {best} % बेहतर रह चुका था।',
    // how far overfitting has come
    overfits: 'overfit हो रहा है',
    begins_to_overfit: 'overfit होने लगा है',
    // how far underfitting has come
    cannot_learn: 'यह data सीख नहीं पाता',
    hardly_learns: 'ने अभी सीखना मुश्किल से शुरू किया है',
    // what saturation does
    learns_nothing: 'step {step} पर loss constant predictor जैसा ही है ({skill} % बेहतर)।',
    learns_still: 'फिर भी network सीखता है।',
    // why it explodes or collapses, units die or saturate, or nothing is learnt
    because_of_weights:
      'weights अपने input की width के हिसाब से बहुत बड़े चुने गए हैं। Kaiming या Xavier initialisation लें, या Linear layers के बाद BatchNorm1d लगाएँ।',
    because_of_scale:
      'पहला loss {first} था, जबकि सबसे अच्छे constant उत्तर का {constantLoss} है: inputs या weights बहुत बड़े हैं। Inputs को standardise करें या weights छोटे रखें।',
    because_of_inputs:
      'inputs बहुत बड़े हैं: पहली layer के gradient से उनका आकार कम से कम {inputs} निकलता है, जबकि 1 सामान्य है। उन्हें standardise करें, या Linear layers के बाद BatchNorm1d लगाएँ।',
    because_of_rate: 'learning rate बहुत ज़्यादा है ({rate})। उसे घटाएँ।',
    because_of_dropout: 'Dropout (p = {p}) लगभग कुछ नहीं छोड़ता। उसका p घटाएँ।',
    because_nothing_passes:
      '{name} पहले step से ही कुछ पीछे नहीं भेजता। देखें कि कहीं उसके सारे weights zero तो नहीं, या कोई Dropout सब कुछ तो नहीं हटा देता (p = 1)।',
    because_born_dead: 'वे step 0 पर ही dead थीं। Bias जाँचें; ज़्यादा चौड़ी layers, LeakyReLU या BatchNorm1d से units active रहती हैं।',
    because_units_died:
      'वे training के दौरान dead हुईं, क्योंकि layer बहुत सँकरी है या learning rate ({rate}) बहुत ज़्यादा है। Reset करें, फिर उसे घटाएँ, layer चौड़ी करें या LeakyReLU लें।',
    because_rate_killed:
      'learning rate बहुत ज़्यादा है ({rate}): उसके पहले steps ने units को वहाँ फेंक दिया जहाँ कोई active नहीं होती। Reset करें, फिर उसे घटाएँ।',
    because_inputs_or_weights:
      'वे step 0 पर ही ऐसे थे: inputs या weights बहुत बड़े हैं। Activation से पहले BatchNorm1d लगाएँ, weights छोटे चुनें या inputs standardise करें।',
    because_of_growth: 'weights training में बढ़ते गए, जैसा बहुत ज़्यादा learning rate ({rate}) से होता है। उसे घटाने या BatchNorm1d से वे सीमा में रहते हैं।',
    because_linear: 'activation के बिना hidden layers मिलकर भी एक ही Linear block जैसी हैं, जो केवल सीधी रेखा खींच सकता है। हर एक के बाद ReLU लगाएँ।',
    because_drawn_as_zero:
      'शुरू में {name} के सारे weights zero हैं: उसकी units एक row को दूसरी से अलग नहीं कर पातीं, और लगभग कोई gradient नहीं गुज़रता। उन्हें random चुनें।',
    because_dropout_large: 'Dropout सीखने के लिए बहुत कम छोड़ता है। उसका p घटाएँ।',
    because_unfinished: 'steps बहुत कम हैं; loss अब भी घट रहा है। ज़्यादा epochs तक train करें।',
    because_small:
      'network इनके लिए बहुत छोटा है (सबसे चौड़ी hidden layer में {width} units हैं), या data में सीखने को कम है। Layers चौड़ी करें या एक और जोड़ें।',
    // what is wrong with JSON
    json_ends_early: 'वह बीच में ही ख़त्म हो जाती है',
    json_unexpected: '{token} यहाँ नहीं होना चाहिए',
    json_quote_open: 'किसी text का closing quotation mark नहीं है',
    json_escape: 'किसी text में ग़लत escape या control character है',
    json_name_forbidden: 'नाम "{name}" की अनुमति नहीं है',
    json_name_twice: 'नाम {name} एक ही object में दो बार आता है',
    json_number_large: 'संख्या {digits} सीमा से बाहर है',
    json_crowded: 'उसमें {most} से ज़्यादा values हैं',
    json_deep: 'वह {most} से ज़्यादा स्तर तक nested है',
    // what a file is that cannot be opened, and what to do instead
    is_empty: 'ख़ाली',
    is_zip: 'zip archive (जैसी PyTorch की .pt, .pth और NumPy की .npz होती हैं)',
    is_pickle: 'Python pickle (जो खुलते ही code चला सकती है)',
    is_hdf5: 'HDF5 file (जैसी Keras लिखता है)',
    is_html: 'web page',
    is_git_lfs: 'Git LFS pointer (ख़ुद file नहीं)',
    is_png: 'PNG picture',
    is_gzip: 'gzip से compressed',
    is_unknown: 'ऐसे प्रकार की file जो यहाँ पहचानी नहीं जाती',
    hint_fetch_again: 'शायद वह पूरी copy नहीं हुई; उसे फिर से लाएँ।',
    hint_save_file: 'PyTorch में weights को safetensors.torch.save_file(model.state_dict(), "model.safetensors") से सहेजें।',
    hint_draw: 'उसका network यहाँ बनाएँ, या पहले उसे PyTorch में export करें।',
    hint_download_link: 'File की जगह उसका web page download हुआ है; उसका download link इस्तेमाल करें।',
    hint_git_lfs: 'File को git lfs pull से लाएँ।',
    hint_model_beside: 'उसके साथ रखी model file चुनें।',
    hint_unpack: 'पहले उसे unpack करें।',
    hint_choose: 'कोई .safetensors, .gradscape.json, .py या .onnx file चुनें।',
    // what ONNX has no word for
    onnx_batch_statistics:
      'running statistics के बिना यह हर batch को उसी के mean और variance से normalize करता है, जो ONNX में सिर्फ़ training में होता है। track_running_stats चालू करके फिर से train करें।',
    // what is wrong in an ONNX file
    onnx_cut: 'आगे {expected} bytes होने चाहिए पर {got} bytes हैं',
    onnx_varint_long: 'एक number {expected} bytes से ज़्यादा लेता है',
    onnx_field_zero: 'एक field का number 0 है',
    onnx_field_kind: 'value का wire type {got} है, जबकि ONNX में {expected} होता है',
    onnx_field_twice: 'दो values हैं, जबकि जगह एक की है',
    onnx_wire_type: 'एक value का wire type {got} है, जो ONNX में नहीं होता',
    onnx_text: 'text UTF-8 नहीं है',
    onnx_model: 'model',
    onnx_nodes: 'nodes',
    onnx_initialisers: 'initialisers',
    onnx_messages: 'messages',
    onnx_fields: 'fields',
    onnx_integers: 'पूर्ण संख्याएँ lists में',
    onnx_rows: 'data की rows से निकला',
    onnx_constant: 'constant',
    onnx_extents: 'extents से बना',
    onnx_left_out: 'मौजूद नहीं',
    onnx_at_least: '{least} या ज़्यादा',
    onnx_from_to: '{least} से {most} तक',
    onnx_exactly: '{least}',
    onnx_kind: '{kind} प्रकार का',
    onnx_a_kind: '{wanted} प्रकार का',
    onnx_zero_rows: '0, वरना गणना batch की rows के आर-पार होगी',
    onnx_row_axis: '1 या -1, यानी एक row के numbers का axis',
    onnx_first_axis: '1, क्योंकि rows अलग रहनी चाहिए',
    onnx_axes: '0 से {axes} से पहले तक के अलग-अलग axes की list',
    onnx_axes_of_one: 'extent 1 वाले axes, batch को छोड़कर',
    onnx_axes_behind: 'batch के बाद के axes',
    onnx_order: 'सभी {axes} axes का एक क्रम',
    onnx_no_turn: 'वही क्रम जो है, क्योंकि केवल weights घुमाए जा सकते हैं',
    onnx_sparse: 'sparse tensor',
    onnx_dense: 'सारे numbers वाला tensor',
    onnx_no_shape: 'ज्ञात नहीं',
    onnx_one_axis: 'batch के बाद एक axis',
    onnx_two_axes: 'दो axes',
    onnx_one_number: 'एक ही number',
    onnx_a_list: 'एक axis',
    onnx_of_width: '[{width}], row के हर number के लिए एक',
    onnx_weight: 'हर output के लिए {inputs} numbers, जितने एक row लाती है',
    onnx_bias: '{outputs} outputs में से हर एक के लिए एक number, सब rows में वही',
    onnx_same_shape: '{shape}, जैसा उस branch का जिसमें जुड़ता है',
    onnx_ends_in_logs: 'network LogSoftmax पर ख़त्म होता है, जिसे छोड़ दिया गया: loss सीधे {last} के logits लेकर यह ख़ुद करता है',
    onnx_ends_in_softmax: 'network {last} पर ख़त्म होता है, जिसे bypass किया गया: loss softmax ख़ुद लगाता है, और probabilities वही हैं',
    onnx_ends_in_sigmoid: 'network {last} पर ख़त्म होता है, जिसे bypass किया गया: loss sigmoid ख़ुद लगाता है, और probability वही है',
    onnx_ends_in_activation: 'network {last} पर ख़त्म होता है, जिसके outputs logits नहीं',
    onnx_ends_in_many: 'network {outputs} numbers पर ख़त्म होता है, जो उतनी ही classes के logits हो सकते हैं',
    onnx_ends_in_one: 'network एक ही number पर ख़त्म होता है',
    // why the disk refuses a file, and what to do about it
    disk_absent: 'ऐसी कोई file या folder नहीं है',
    disk_no_folder: 'उसके path का एक हिस्सा folder नहीं है',
    disk_folder: 'वह एक folder है',
    disk_not_regular: 'वह साधारण file नहीं है',
    disk_links_circle: 'उसके links घूमकर वहीं लौट आते हैं',
    disk_name_long: 'उसका नाम इस disk के लिए बहुत लंबा है',
    disk_denied: 'इस account को इसकी अनुमति नहीं है; उसकी permissions बदलें या कोई दूसरी जगह चुनें',
    disk_read_only: 'disk read-only है; कोई दूसरी जगह चुनें',
    disk_full: 'disk भरी हुई है; उस पर जगह बनाएँ या कोई दूसरी जगह चुनें',
    disk_share_used: 'disk पर इस account का हिस्सा भर चुका है; उस पर जगह बनाएँ या कोई दूसरी जगह चुनें',
    disk_too_large: 'वह वहाँ की file की सीमा से बड़ी होगी; कोई दूसरी जगह चुनें',
    disk_broken: 'disk ने साथ नहीं दिया; कोई दूसरी जगह चुनें, और देखें कि आपकी दूसरी files की copy है या नहीं',
    disk_busy: 'कोई दूसरा program या system उसे थामे हुए है; उसे वहाँ बंद करें या कोई दूसरी जगह चुनें',
    disk_mounted_alone: 'वह अकेली mount की गई है और पूरी बदली नहीं जा सकती; कोई दूसरी जगह चुनें',
    disk_many_open: 'बहुत सारी files खुली हैं; दूसरे programs बंद करें और फिर कोशिश करें',
    disk_changed: 'पढ़ते समय वह बदल गई; जब कोई उसमें न लिख रहा हो तब फिर कोशिश करें',
    disk_says: 'system कहता है: {said}',
    files_missing: '{names} के लिए कोई file नहीं दी गई।',
    // what is wrong with code, and what to do about it
    py_end: 'file का अंत',
    py_a_value: 'ऐसा मान जो text से पता चले',
    py_given: 'दिया गया',
    py_no_such: 'हटाया जाए, क्योंकि ऐसा कोई argument नहीं',
    py_argument_count: 'arguments की संख्या',
    py_at_most: 'ज़्यादा से ज़्यादा {most}',
    py_several: 'कई',
    py_name: '"{name}" नाम इस file में नहीं बताया गया। इसका मान file में लिखें।',
    py_missing_argument:
      '{of} को "{parameter}" का मान चाहिए, जो इस file में नहीं है। Default दें, या numbers के साथ network बनाएँ: network = {of}(...)।',
    py_number: 'number बहुत बड़ा है, या number है ही नहीं।',
    py_too_many: 'इसमें {most} से ज़्यादा हिस्से हैं।',
    py_operator: 'यहाँ {operator} से क्या मिलता है यह text से पता नहीं चलता। इसका मान लिखें।',
    py_tensor_operator: 'Tensor के साथ {operator} का कोई block नहीं है, सिर्फ़ दो tensors के जोड़ का है। यह data पर करें, या हटाएँ।',
    py_tensor_part: 'Tensor का हिस्सा लेने वाला कोई block नहीं है। इसे हटाएँ।',
    py_batch: 'Network batch की rows की संख्या से गणना नहीं कर सकता।',
    py_condition: 'यह ऐसी चीज़ पर निर्भर है जो text से पता नहीं चलती। इसे बिना शर्त के लिखें।',
    py_loop: 'यह ऐसे loop में है जो समझने के लिए बहुत लंबा चलता है। Network उसके बिना लिखें।',
    py_other: 'इसे समझा नहीं जाता। सीधे ढंग से लिखें, या हटाएँ।',
    py_library: '{path} से क्या मिलता है यह text से पता नहीं चलता। इसका मान लिखें।',
    py_many: 'यह किस पर चलता है यह text से पता नहीं चलता। Numbers या modules की list लिखें।',
    py_index: 'इस जगह पर कुछ नहीं है।',
    py_unpack: '{wanted} नामों के लिए {got} मान।',
    py_attribute: 'इसमें "{name}" नहीं है जो text से पता चले।',
    py_sizes: 'पहले Linear से पहले यह कितना बड़ा है पता नहीं चलता। Number लिखें।',
    py_view: 'यहाँ rows को सिर्फ़ एक लाइन में रखा जा सकता है: x.flatten(1) या x.view(x.size(0), -1)।',
    py_dim: 'यहाँ softmax एक row के numbers पर लगता है: dim=1।',
    py_call_arguments: 'इसे हर input के लिए एक tensor मिलना चाहिए, और कुछ नहीं।',
    py_not_callable: '{of} को call नहीं किया जा सकता। Loop में चलाएँ, या nn.Sequential बनाएँ।',
    py_no_forward: '{name} में forward नहीं है, इसलिए पता नहीं कि यह क्या करता है। पूरी class copy करें।',
    py_shared:
      'यह दूसरी बार call हुआ है (पहली बार line {first} में), इसलिए दोनों जगह एक ही weights हैं। हर block के अपने weights होते हैं: हर जगह अलग module रखें।',
    py_unregistered: 'यह module network का हिस्सा नहीं है, इसलिए PyTorch इसे train नहीं करता। इसे self.name में रखें, या nn.ModuleList में।',
    py_parameter: 'बिना layer के weights का कोई block नहीं है। nn.Linear रखें।',
    py_weights: 'यहाँ weights से गणना नहीं हो सकती।',
    py_weights_set: 'यह layer के weights ख़ुद रखता है, जबकि block उन्हें ख़ुद चुनता है। nn.init रखें, या weights की file network के साथ खोलें।',
    py_frozen: 'यह weights को सीखने से रोकता है, जो कोई block नहीं कर सकता। इसे हटाएँ।',
    py_inplace: 'यह उस मान के ऊपर लिखता है जो line {later} में फिर पढ़ा जाता है। Result को अलग नाम दें: y = F.relu(x)।',
    py_raised: 'Network बनते समय यहाँ error देता है।',
    py_returns_nothing: 'forward अपने arguments से बना कोई tensor नहीं लौटाता।',
    py_outputs: 'forward {count} मान लौटाता है, और एक से ज़्यादा के अपने weights हैं। Network एक ही पर ख़त्म होता है: वही लौटाएँ जिसे loss लेता है।',
    py_open_inputs: 'forward कितने भी inputs लेता है (*{name})। हर एक का नाम लिखें।',
    py_input_shape:
      '"{name}" की row में कितने numbers हैं यह पता नहीं चलता: कोई Linear उसे नहीं पढ़ता। x = x.view(-1, 784) से शुरू करें, अपने number के साथ।',
    py_nll: 'Negative log likelihood को probabilities के logarithms चाहिए। Network के अंत में log_softmax रखें, या उसके बिना CrossEntropyLoss।',
    py_bce: 'Binary cross entropy को probabilities चाहिए। Network के अंत में sigmoid रखें, या उसके बिना BCEWithLogitsLoss।',
    py_loss_arguments: 'यहाँ loss batch पर सीधा mean है। बाकी arguments हटाएँ।',
    py_loss_inside: 'Loss पर network ख़त्म होता है; उससे आगे कुछ नहीं बनता।',
    py_command_line: 'यह command line पर दिया जाता है। इसका मान file में लिखें।',
    py_uncalled: '{name} इस file में call नहीं हुआ, इसलिए इसके arguments पता नहीं।',
    py_effect_init: 'Blocks इस तरह नहीं चुने जाते; इसका initialization वही है जो इसके बिना होता।',
    py_effect_weights: 'Weights में numbers copy होते हैं, जो code में नहीं हैं; weights की file network के साथ खोलें।',
    py_effect_schedule: 'Learning rate वही रहता है; run के दौरान बदला जा सकता है।',
    py_effect_optimizer: 'यहाँ ऐसा optimizer नहीं है; सामान्य optimizer लिया गया, training settings में और भी हैं।',
    py_effect_clip: 'यहाँ gradient को norm से clip किया जा सकता है, उस number पर जो file में लिखा हो।',
    py_effect_setting: 'यहाँ optimizer में ऐसी setting या यह मान नहीं है।',
    py_effect_dropout: 'PyTorch में यह training के बाद भी numbers हटाता है; Dropout block सिर्फ़ training में हटाता है।',
    py_effect_evaluation: 'Network को training की तरह पढ़ा गया, और गणना float32 में होती है।',
    py_effect_groups: 'PyTorch में कुछ weights की अपनी settings हैं; यहाँ सब की एक ही settings हैं।',
    py_effect_loss: 'PyTorch में वह इस जोड़ या गुणा से सीखता है; यहाँ केवल उस loss से जिस पर network ख़त्म होता है।',
    py_effect_part: 'PyTorch में यह network के कुछ weights को नहीं बदलता; यहाँ सब weights सीखते हैं।',
    // why the desktop shell refuses something
    shell_not_understood: 'वह यह request नहीं समझती; Gradscape फिर से शुरू करें, और फिर भी ऐसा हो तो बताएँ',
    shell_file_gone: 'यह window उस file को अब नहीं जानती; उसे फिर से खोलें, या Save as करें',
    shell_transfer_gone: 'जो पढ़ा या लिखा जा रहा था वह रोक दिया गया; फिर कोशिश करें',
    shell_many_files: 'बहुत सारी files पढ़ी या लिखी जा रही हैं; उनके पूरा होने पर फिर कोशिश करें',
    shell_too_often: 'एक साथ बहुत अधिक माँगा जा रहा है; थोड़ा रुककर फिर कोशिश करें',
    // why training cannot start, beside what a finding says
    no_document: 'कोई document खुला नहीं है।',
    // what of a run that was kept does not fit
    rows_of_run: 'layers की संख्या',
    width_of_run: '{name} की चौड़ाई',
    state_of_run: 'weights और moments की गिनती',
    training_rows_of_run: 'training rows की संख्या',
    validation_rows_of_run: 'validation rows की संख्या',
    no_data: 'सीखने के लिए data नहीं है। कोई data set चुनें।',
    no_loss: 'Network में train करने के लिए कोई loss नहीं है।',
    // parts of a file
    whole_part: 'पूरे मान',
    no_type: 'कोई type नहीं',
    the_type: 'type {dtype}',
    tensors: 'tensors',
    layers: 'layers',
    metadata_entries: 'metadata के अंश',
    unknown_values: 'ऐसे मान जो format नहीं जानता',
    is_convolution: 'किसी convolution',
    is_normalisation: 'बिना running statistics के किसी normalisation, जैसे LayerNorm,',
    is_embedding: 'किसी Embedding',
    is_no_layer: 'ऐसी किसी layer, जो यहाँ मालूम नहीं,',
  },
};
